package city.pishkhan.payments.internal.common;

import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.identifiers.Rial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Calculations with the duties of bills. */
public final class BillShares {
    private BillShares() {}

    /** Returns the duties owed minus the duties paid, line by line. A duty that became smaller is a negative line. */
    public static List<Duty> difference(List<Duty> owed, List<Duty> paid) {
        Map<String, Duty> lines = new LinkedHashMap<>();
        Stream.concat(owed.stream(), paid.stream().map(BillShares::negative))
                .forEach(d -> lines.merge(d.code(), d, BillShares::plus));
        return lines.values().stream().filter(d -> d.amount() != 0).toList();
    }

    /** Removes reductions of the office's fee from a difference. A paid fee is not reduced, because the office has done its work. */
    public static List<Duty> withoutFee(List<Duty> difference) {
        return difference.stream()
                .filter(d -> d.amount() > 0 || !d.code().equals(Payments.OFFICE_FEE))
                .toList();
    }

    private static Duty plus(Duty one, Duty other) {
        return withAmount(one, Math.addExact(one.amount(), other.amount()));
    }

    private static Duty negative(Duty duty) {
        return withAmount(duty, Math.negateExact(duty.amount()));
    }

    private static Duty withAmount(Duty duty, long amount) {
        return new Duty(duty.code(), duty.titleEn(), duty.titleFa(), amount);
    }

    /**
     * Distributes duty lines to bills of the given amounts, negative lines first. The last bill receives the remaining
     * lines, including any rounding difference.
     */
    public static List<List<Duty>> distribute(List<Duty> lines, List<Rial> parts) {
        Deque<Duty> rest = new ArrayDeque<>(lines.stream()
                .sorted(Comparator.comparing((Duty d) -> d.amount() > 0))
                .toList());
        List<List<Duty>> shares = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            shares.add(
                    i == parts.size() - 1
                            ? List.copyOf(rest)
                            : takeAmount(rest, parts.get(i).amount()));
        }
        return shares;
    }

    private static List<Duty> takeAmount(Deque<Duty> rest, long amount) {
        List<Duty> share = new ArrayList<>();
        long left = amount;
        while (left > 0 && !rest.isEmpty()) {
            Duty line = rest.poll();
            long taken = Math.min(line.amount(), left);
            share.add(withAmount(line, taken));
            left -= taken;
            if (taken < line.amount()) {
                rest.push(withAmount(line, line.amount() - taken));
            }
        }
        return share;
    }
}
