package city.pishkhan.doors.mapping;

import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.money.Receipts;
import city.pishkhan.api.money.Receipts.Receipt;
import city.pishkhan.contracts.Headers;
import city.pishkhan.contracts.office.payments.BillReceipt;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import java.io.ByteArrayInputStream;

/** Replies with receipts of bills, shared by several doors. */
public final class ReceiptMapper {
    private final Receipts receipts;

    public ReceiptMapper(Receipts receipts) {
        this.receipts = receipts;
    }

    /** Replies in the form that the caller prefers; browsers get the PDF. @param of a case whose bills the caller may see */
    public DoorReply reply(DoorCall doorCall, CaseReference of) {
        return doorCall.origin().wants() == DoorCall.Form.DATA
                ? DoorReply.ok(wire(of(doorCall, of)))
                : file(doorCall, of);
    }

    /** Replies with the receipt as a PDF file. */
    public DoorReply file(DoorCall doorCall, CaseReference of) {
        Receipt receipt = of(doorCall, of);
        byte[] pdf = receipts.pdf(receipt);
        String name = "receipt-" + receipt.caseNumber() + "-" + receipt.billId() + ".pdf";
        return DoorReply.ok(new DoorReply.File(name, Headers.PDF, pdf.length, new ByteArrayInputStream(pdf)));
    }

    private Receipt of(DoorCall doorCall, CaseReference of) {
        return receipts.of(of.id(), doorCall.id("bill", "bill"), of.ruleSet());
    }

    private static BillReceipt wire(Receipt r) {
        boolean fee = r.lines().stream().anyMatch(ReceiptMapper::fee);
        return new BillReceipt(
                r.bill(),
                r.caseId(),
                r.caseNumber(),
                r.service(),
                r.serviceEn(),
                r.serviceFa(),
                r.office(),
                r.billId(),
                r.paymentId(),
                r.amount(),
                r.words(),
                r.lines().stream()
                        .map(d -> new BillReceipt.Line(d.code(), d.titleEn(), d.titleFa(), d.amount(), fee(d)))
                        .toList(),
                r.rounding(),
                r.gateway(),
                r.terminal(),
                r.reference(),
                r.card(),
                r.paid(),
                r.paidFa(),
                fee ? Receipts.NOTICE.english() : null,
                fee ? Receipts.NOTICE.persian() : null);
    }

    private static boolean fee(Duty line) {
        return line.code().equals(Payments.OFFICE_FEE);
    }
}
