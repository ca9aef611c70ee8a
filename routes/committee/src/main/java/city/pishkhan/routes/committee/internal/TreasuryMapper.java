package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.money.LedgerReports;
import city.pishkhan.api.money.Merchants;
import city.pishkhan.api.money.Payouts;
import city.pishkhan.api.money.Refunds;
import city.pishkhan.api.money.Settlements;
import city.pishkhan.contracts.committee.Difference;
import city.pishkhan.contracts.committee.DifferenceList;
import city.pishkhan.contracts.committee.LedgerLine;
import city.pishkhan.contracts.committee.Merchant;
import city.pishkhan.contracts.committee.Payout;
import city.pishkhan.contracts.committee.PayoutList;
import city.pishkhan.contracts.committee.Refund;
import city.pishkhan.contracts.committee.RefundList;
import city.pishkhan.contracts.committee.SettlementFile;
import city.pishkhan.contracts.committee.SettlementFileList;
import city.pishkhan.doors.mapping.WireMapping;
import java.util.List;
import org.mapstruct.Mapper;

/** Converts the ledger, settlements, payouts, refunds and merchant accounts to the wire form. */
@Mapper(config = WireMapping.class)
abstract class TreasuryMapper {
    static final TreasuryMapper INSTANCE = new TreasuryMapperImpl();

    abstract List<LedgerLine> ledgerLines(List<LedgerReports.Line> lines);

    protected abstract LedgerLine ledgerLine(LedgerReports.Line l);

    abstract SettlementFileList settlementFiles(Page<Settlements.File> page);

    protected abstract SettlementFile settlementFile(Settlements.File f);

    abstract DifferenceList differences(Page<Settlements.Difference> page);

    abstract Difference difference(Settlements.Difference d);

    abstract PayoutList payouts(Page<Payouts.Payout> page);

    abstract Payout payout(Payouts.Payout p);

    abstract RefundList refunds(Page<Refunds.Refund> page);

    abstract Refund refund(Refunds.Refund r);

    abstract List<Merchant> merchants(List<Merchants.Account> accounts);

    protected abstract Merchant merchant(Merchants.Account a);
}
