// Typst as a library in one process, as a service would use it: a file a person, then one file of many pages.
import { readFileSync, writeFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const [folder, certificates, pages, out] = process.argv.slice(2);
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: ['/usr/share/fonts/truetype/liberation2'] }] });
const read = (name) => readFileSync(`${folder}/${name}`, 'utf8');
const pdf = (name, inputs) => compiler.pdf({ mainFileContent: read(name), inputs }, { pdfStandard: 'a-2a' });
const timed = (what, count, work) => {
  const begin = process.hrtime.bigint();
  const bytes = work();
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  console.log(`${what}: ${count} in ${seconds.toFixed(2)} s, ${(count / seconds).toFixed(0)} a second, ` +
    `${(bytes / count / 1024).toFixed(1)} kB each`);
};

pdf('certificado.typ', { n: '0' }); // what is loaded once is not counted
timed('typst, certificates', Number(certificates), () => {
  let bytes = 0;
  for (let n = 1; n <= Number(certificates); ++n) {
    const file = pdf('certificado.typ', { n: String(n) });
    bytes += file.length;
    if (n === 1) writeFileSync(`${out}/typst-certificado.pdf`, file);
  }
  return bytes;
});
timed('typst, cartas in one file', Number(pages), () => {
  const file = pdf('carta.typ', { pages });
  writeFileSync(`${out}/typst-cartas.pdf`, file);
  return file.length;
});
