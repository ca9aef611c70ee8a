package city.pishkhan.contracts.committee;

import java.util.List;

/**
 * Merchant accounts.
 *
 * @param items accounts configured on the answering node first, then the newest
 */
public record MerchantList(List<Merchant> items) {
    public MerchantList {
        items = List.copyOf(items);
    }
}
