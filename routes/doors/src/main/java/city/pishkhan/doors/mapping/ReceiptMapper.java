package city.pishkhan.doors.mapping;

import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.money.Receipts;
import city.pishkhan.api.money.Receipts.Receipt;
import city.pishkhan.contracts.Headers;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import java.io.ByteArrayInputStream;

/** Replies with receipts of bills, shared by several doors. */
public final class ReceiptMapper {
    private final Receipts receipts;

    public ReceiptMapper(Receipts receipts) {
        this.receipts = receipts;
    }

    /**
     * Replies in the form that the caller prefers; browsers get the PDF.
     *
     * @param of a case whose bills the caller may see
     */
    public DoorReply reply(DoorCall doorCall, CaseReference of) {
        return doorCall.origin().wants() == DoorCall.Form.DATA
                ? DoorReply.ok(PaymentMapper.INSTANCE.receipt(receipt(doorCall, of)))
                : file(doorCall, of);
    }

    /** Replies with the receipt as a PDF file. */
    public DoorReply file(DoorCall doorCall, CaseReference of) {
        Receipt receipt = receipt(doorCall, of);
        byte[] pdf = receipts.pdf(receipt);
        String name = "receipt-" + receipt.caseNumber() + "-" + receipt.billId() + ".pdf";
        return DoorReply.ok(new DoorReply.File(name, Headers.PDF, pdf.length, new ByteArrayInputStream(pdf)));
    }

    private Receipt receipt(DoorCall doorCall, CaseReference of) {
        return receipts.find(of.id(), doorCall.id("bill", "bill"), of.ruleSet());
    }
}
