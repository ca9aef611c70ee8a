package city.pishkhan.keeping.internal.disposal;

import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.keeping.ArchiveDisposals.Disposal;
import city.pishkhan.messages.Messages;
import city.pishkhan.pdf.Letterhead;
import city.pishkhan.pdf.PersianPdf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Creates the certificate of destruction, an A4 page that states the destroyed papers, the approval and the persons involved. The signature
 * is added later.
 */
final class DestructionCertificate {
    private static final Messages MESSAGES = Messages.of(DestructionCertificate.class);
    private static final float[] PAIR = {1, 3};
    private static final int LETTERS = 10;

    private DestructionCertificate() {}

    /** Returns the reason that the signature shows. */
    static String reason() {
        return MESSAGES.english("destruction.title");
    }

    /** @param dropped number of dropped documents by reason */
    static byte[] create(Disposal done, Map<String, Long> dropped) {
        Instant ended = Objects.requireNonNull(done.ended());
        List<List<String>> rows = new ArrayList<>(List.of(
                row("destruction.list", done.id().toString()),
                row("destruction.number", done.number()),
                row("destruction.authority", done.authority()),
                row("destruction.before", PersianDate.of(done.before()).persian()),
                row("destruction.documents", Long.toString(done.destroyed())),
                row("destruction.sheets", Long.toString(done.sheets() - done.kept())),
                row("destruction.bytes", Long.toString(done.bytes())),
                row("destruction.kept", Long.toString(done.kept()))));
        dropped.forEach((reason, count) -> rows.add(row("destruction.dropped/" + reason, Long.toString(count))));
        rows.addAll(List.of(
                row("destruction.proposed", done.proposedBy()),
                row(
                        "destruction.approved",
                        done.approvedBy() + " " + PersianDate.persian(Objects.requireNonNull(done.approved()))),
                row(
                        "destruction.carried",
                        done.carriedBy() + " " + PersianDate.persian(Objects.requireNonNull(done.begun()))),
                row("destruction.ended", PersianDate.persian(ended)),
                row("destruction.digest", done.digest())));
        return new PersianPdf(MESSAGES.persian("destruction.title"), ended)
                .size(LETTERS)
                .letterhead(new Letterhead(
                        MESSAGES.persian("destruction.archive"),
                        "",
                        null,
                        MESSAGES.persian("destruction.title"),
                        List.of(
                                row("destruction.number", done.number()),
                                row("destruction.ended", PersianDate.persian(ended))),
                        MESSAGES.persian("destruction.title")))
                .pairs(PAIR, rows)
                .paragraph(MESSAGES.persian("destruction.said"))
                .closing(
                        "pishkhan-destruction-1 " + done.id() + " " + done.digest(),
                        MESSAGES.persian("destruction.code"),
                        List.of(),
                        List.of())
                .bytes();
    }

    private static List<String> row(String key, String value) {
        return List.of(MESSAGES.persian(key), value);
    }
}
