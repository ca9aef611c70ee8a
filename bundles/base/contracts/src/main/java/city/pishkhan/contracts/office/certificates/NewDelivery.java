package city.pishkhan.contracts.office.certificates;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;

/**
 * Choice of a certificate's delivery. {@code toString} shows nothing personal.
 *
 * @param way        {@code office} (collected at the case's office), {@code home} (by post) or {@code other-office}
 *                   (collected at another office)
 * @param addressee  way {@code home}: name of the addressee, 1 to 200 characters
 * @param address    way {@code home}: street and house, 5 to 300 characters
 * @param postalCode way {@code home}: ten digits, of any script
 * @param office     way {@code other-office}: code of the office
 */
public record NewDelivery(
        @OneOf({"office", "home", "other-office"}) String way,
        @Nullable String addressee,
        @Nullable String address,
        @Nullable String postalCode,
        @Nullable String office) {
    @Override
    public String toString() {
        return "NewDelivery[" + way + "]";
    }
}
