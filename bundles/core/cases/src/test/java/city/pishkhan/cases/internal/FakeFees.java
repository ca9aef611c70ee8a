package city.pishkhan.cases.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.money.Fees;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.security.Caller;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fees that the municipality owes its offices, in memory. */
final class FakeFees implements Fees {
    final Map<Creditor, List<Duty>> owed = new ConcurrentHashMap<>();

    @Override
    public void recordFees(Creditor creditor, List<Duty> duties) {
        owed.putIfAbsent(creditor, duties);
    }

    @Override
    public Totals totals(Caller caller, String office) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Fee> listBilled(Caller caller, String office, LocalDate from, LocalDate to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Fee> list(Caller caller, String office, String cursor, int limit) {
        throw new UnsupportedOperationException();
    }
}
