package city.pishkhan.cases.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.security.Caller;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * An archive with every sheet whose hash has the form {@code kind-anything}. A hash that contains {@code scanned} is a scan of the case.
 */
final class FakePapers implements Papers {

    @Override
    public UsableSheet requireUsable(Caller office, UUID caseId, Purpose purpose, String sha256) {
        // "by" and an office code at the end mean that this office scanned the sheet and has not added it to a case yet
        boolean foreign =
                sha256.contains("by") && !sha256.endsWith("by" + office.office().orElseThrow());
        if (sha256.startsWith("none") || foreign) {
            throw new Refusal(Refusal.Kind.NOT_FOUND, "sheet.unknown", null, "No such sheet.", "برگ" + " یافت نشد.");
        }
        return new UsableSheet(
                new Sheet(
                        sha256,
                        // after a kind that contains a dash, "@" separates the rest of the hash
                        sha256.substring(0, sha256.indexOf(sha256.contains("@") ? '@' : '-')),
                        purpose.property(),
                        sha256 + ".pdf",
                        "application/pdf",
                        10),
                sha256.contains("scanned") ? "scan" : "archive");
    }

    @Override
    public List<Sheet> register(Caller office, UUID caseId, String service, List<NewSheet> sheets) {
        return sheets.stream()
                .map(s -> new Sheet(
                        s.deposit().sha256(),
                        s.kind(),
                        s.owner(),
                        s.name(),
                        s.deposit().mediaType(),
                        s.deposit().size()))
                .toList();
    }

    @Override
    public Deposit deposit(Caller office, String kind, String owner, Supplier<InputStream> content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void requirePagesOnly(String sha256, String mediaType) {
        throw new UnsupportedOperationException("no files here");
    }

    @Override
    public boolean isPersonal(String kind) {
        throw new UnsupportedOperationException("no doors here");
    }

    @Override
    public void requireOpen(String sha256) {
        throw new UnsupportedOperationException("no pictures here");
    }

    @Override
    public InputStream open(String sha256) {
        return new ByteArrayInputStream(sha256.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Sheet> findForPurpose(Caller office, Purpose purpose) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Sheet sheet(String sha256) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Sheet> answerSheet(UUID inquiry, String sha256) {
        return Optional.of(new Sheet(sha256, "answer", inquiry.toString(), "letter.pdf", "application/pdf", 9))
                .filter(s -> sha256.endsWith(inquiry.toString()));
    }

    @Override
    public Sheet storeAnswer(Caller agency, UUID inquiry, String name, InputStream content) {
        throw new UnsupportedOperationException();
    }
}
