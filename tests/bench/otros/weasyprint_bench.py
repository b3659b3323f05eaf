"""WeasyPrint as a library in one process: a file a person."""
import sys
import time

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

folder, certificates, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
page = open(f"{folder}/certificado.html", encoding="utf-8").read()
fonts = FontConfiguration()
HTML(string=page.replace("@N@", "0")).write_pdf(font_config=fonts)  # what is loaded once is not counted
begin, size = time.monotonic(), 0
for n in range(1, certificates + 1):
    pdf = HTML(string=page.replace("@N@", str(n))).write_pdf(font_config=fonts)
    size += len(pdf)
    if n == 1:
        open(f"{out}/weasyprint-certificado.pdf", "wb").write(pdf)
seconds = time.monotonic() - begin
print(f"weasyprint, certificates: {certificates} in {seconds:.2f} s, {certificates / seconds:.0f} a second, "
      f"{size / certificates / 1024:.1f} kB each")
