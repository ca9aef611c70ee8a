package city.pishkhan.contracts.committee;

import java.util.List;

/**
 * Merchant accounts.
 *
 * @param items those that the answering node is configured with first, then the newest
 */
public record MerchantList(List<Merchant> items) {
    public MerchantList {
        items = List.copyOf(items);
    }
}
