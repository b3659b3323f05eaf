// FOP as a library in one process: a file a person, PDF/A-2a, tagged.
import java.io.*;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import javax.xml.transform.*;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.fop.apps.*;

public class FopBench {
  public static void main(String[] args) throws Exception {
    String page = new String(Files.readAllBytes(Paths.get(args[0], "certificado.fo")), StandardCharsets.UTF_8);
    int certificates = Integer.parseInt(args[1]);
    FopFactory factory = FopFactory.newInstance(new File(args[0], "fop.xml"));
    for (int n = 0; n < 50; ++n) render(factory, page, n); // the compiler of the virtual machine warms up
    long begin = System.nanoTime(), size = 0;
    for (int n = 1; n <= certificates; ++n) {
      byte[] pdf = render(factory, page, n);
      size += pdf.length;
      if (n == 1) Files.write(Paths.get(args[2], "fop-certificado.pdf"), pdf);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf("fop, certificates: %d in %.2f s, %.0f a second, %.1f kB each%n", certificates, seconds,
        certificates / seconds, size / 1024.0 / certificates);
  }

  private static byte[] render(FopFactory factory, String page, int n) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FOUserAgent agent = factory.newFOUserAgent();
    agent.setAccessibility(true);
    agent.getRendererOptions().put("pdf-a-mode", "PDF/A-2a");
    Fop fop = factory.newFop(MimeConstants.MIME_PDF, agent, out);
    TransformerFactory.newInstance().newTransformer().transform(
        new StreamSource(new StringReader(page.replace("@N@", String.valueOf(n)))), new SAXResult(fop.getDefaultHandler()));
    return out.toByteArray();
  }
}
