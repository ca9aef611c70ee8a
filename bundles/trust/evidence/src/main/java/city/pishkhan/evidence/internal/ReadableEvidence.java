package city.pishkhan.evidence.internal;

import city.pishkhan.proofs.CaseProof;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Files for human readers in an evidence file. Their content is covered by the hub's signature, but not by proofs. */
final class ReadableEvidence {
    private static final String README = "README.txt";
    private static final String PDF = "case.pdf";

    private final byte[] readme = read();

    private static byte[] read() {
        try (InputStream in = ReadableEvidence.class.getResourceAsStream(README)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, byte[]> files(CaseNarrative caseNarrative, CaseProof proof, CodeTerms codeTerms) {
        return Map.of(README, readme, PDF, new CasePdf(codeTerms).render(caseNarrative, proof));
    }
}
