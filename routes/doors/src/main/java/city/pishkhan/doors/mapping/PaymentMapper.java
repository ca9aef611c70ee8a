package city.pishkhan.doors.mapping;

import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Receipts;
import city.pishkhan.contracts.office.payments.Attempt;
import city.pishkhan.contracts.office.payments.BillReceipt;
import city.pishkhan.contracts.office.payments.Bills;
import city.pishkhan.contracts.office.payments.Duties;
import city.pishkhan.contracts.office.payments.RefundTerms;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;

/** Converts duties, bills, payment attempts and receipts to the wire form that several doors share. */
@Mapper(config = WireMapping.class)
abstract class PaymentMapper {
    static final PaymentMapper INSTANCE = new PaymentMapperImpl();

    private static final Messages MESSAGES = Messages.of(PaymentMapper.class);

    /** @param refunds refund terms of the case, or {@code null} if the applicant pays nothing */
    Bills bills(List<Payments.Bill> bills, @Nullable RefundTerms refunds) {
        return new Bills(bills(bills), refunds);
    }

    protected abstract List<Bills.Bill> bills(List<Payments.Bill> bills);

    protected abstract Bills.Bill bill(Payments.Bill b);

    protected abstract Bills.Duty duty(Payments.Duty d);

    protected abstract Bills.Receipt receipt(Payments.Receipt r);

    /**
     * Converts an attempt. Its notice tells the payer that the browser's return was lost, or that the money was
     * returned.
     */
    Attempt attempt(Payments.Attempt a) {
        return attempt(
                a,
                a.returnLost()
                        ? MESSAGES.text("attempt.return-lost")
                        : a.state().equals("reversed") ? MESSAGES.text("attempt.went-back") : null);
    }

    @Mapping(target = "noticeEn", source = "notice.english")
    @Mapping(target = "noticeFa", source = "notice.persian")
    protected abstract Attempt attempt(Payments.Attempt a, @Nullable Text notice);

    /** @param refunds refund terms of the case, or {@code null} if the applicant pays nothing */
    Duties duties(List<Cases.DutyLine> lines, @Nullable RefundTerms refunds) {
        return new Duties(
                dutyLines(lines),
                lines.stream().mapToLong(Cases.DutyLine::amount).sum(),
                refunds);
    }

    protected abstract List<Duties.Line> dutyLines(List<Cases.DutyLine> lines);

    protected abstract Duties.Line dutyLine(Cases.DutyLine l);

    /** Converts a receipt. If it contains the office's fixed fee, its notice states that the fee is not refunded. */
    BillReceipt receipt(Receipts.Receipt r) {
        return receipt(r, r.lines().stream().anyMatch(d -> isFee(d.code())) ? Receipts.NOTICE : null);
    }

    @Mapping(target = "noticeEn", source = "notice.english")
    @Mapping(target = "noticeFa", source = "notice.persian")
    protected abstract BillReceipt receipt(Receipts.Receipt r, @Nullable Text notice);

    @Mapping(target = "fixedFee", source = "code", qualifiedByName = "fee")
    protected abstract BillReceipt.Line receiptLine(Payments.Duty d);

    @Named("fee")
    protected static boolean isFee(String code) {
        return code.equals(Payments.OFFICE_FEE);
    }
}
