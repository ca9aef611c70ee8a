package city.pishkhan.originals.internal;

import city.pishkhan.api.CityIdentity.Identity;
import city.pishkhan.api.cases.Attestations.Attestation;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.messages.Messages;
import city.pishkhan.pdf.Emblem;
import city.pishkhan.pdf.Letterhead;
import city.pishkhan.pdf.PersianPdf;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Receipt, on a sheet of A4, that a person signs when an original is returned. */
final class ReturnReceiptPdf {
    private static final Messages MESSAGES = Messages.of(ReturnReceiptPdf.class);
    private static final float[] PAIR = {1, 3};
    private static final int LETTERS = 11;

    private ReturnReceiptPdf() {}

    /** @param title Persian title of the kind of paper */
    static byte[] render(CaseView view, Attestation attestation, String title, Identity city) {
        List<List<String>> rows = new ArrayList<>(List.of(row("return-receipt.paper", title)));
        if (attestation.seen() != null) {
            rows.add(row("return-receipt.serial", attestation.seen().serial()));
            rows.add(row("return-receipt.issuer", attestation.seen().issuer()));
            rows.add(row("return-receipt.seen", attestation.seen().seen()));
        }
        rows.add(row("return-receipt.sheet", attestation.sheets().get(0)));
        return new PersianPdf(MESSAGES.persian("return-receipt.title"), Objects.requireNonNull(attestation.at()))
                .size(LETTERS)
                .letterhead(new Letterhead(
                        city.name().persian(),
                        "",
                        city.emblem() == null ? null : Emblem.read(city.emblem()),
                        MESSAGES.persian("return-receipt.title"),
                        List.of(
                                row("return-receipt.case", view.number()),
                                row("return-receipt.office", view.office()),
                                row(
                                        "return-receipt.attested",
                                        PersianDate.persian(Objects.requireNonNull(attestation.at())))),
                        MESSAGES.persian("return-receipt.title")))
                .pairs(PAIR, rows)
                .paragraph(MESSAGES.persian("return-receipt.said"))
                .section(MESSAGES.persian("return-receipt.sign"))
                .pairs(
                        PAIR,
                        List.of(
                                row("return-receipt.name", " "),
                                row("return-receipt.national-id", " "),
                                row("return-receipt.date", " "),
                                row("return-receipt.signature", " \n \n ")))
                .closing(
                        "pishkhan-original-1 " + attestation.id(),
                        MESSAGES.persian("return-receipt.code"),
                        List.of(),
                        List.of())
                .bytes();
    }

    private static List<String> row(String key, String value) {
        return List.of(MESSAGES.persian(key), value);
    }
}
