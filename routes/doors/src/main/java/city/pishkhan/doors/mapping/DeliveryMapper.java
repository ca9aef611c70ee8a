package city.pishkhan.doors.mapping;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.contracts.office.certificates.Delivery;
import city.pishkhan.contracts.office.certificates.DeliveryList;
import city.pishkhan.contracts.office.certificates.NewDelivery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Context;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;

/** Converts deliveries between service and wire form, for offices and citizens. */
@Mapper(config = WireMapping.class)
public abstract class DeliveryMapper {
    /** Instance that all doors share. */
    public static final DeliveryMapper INSTANCE = new DeliveryMapperImpl();

    public abstract Deliveries.Choice choice(NewDelivery given);

    /** Wire form of a case for which no delivery is chosen. */
    public Delivery none(CaseReference of) {
        return new Delivery(
                null,
                of.id(),
                of.number(),
                null,
                "none",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                List.of(),
                null,
                null,
                null,
                null);
    }

    /** @param clerks {@code true} to include the logins of clerks */
    @Mapping(target = "way", source = "choice.way")
    @Mapping(target = "addressee", source = "choice.addressee")
    @Mapping(target = "address", source = "choice.address")
    @Mapping(target = "postalCode", source = "choice.postalCode")
    @Mapping(target = "office", source = "choice.office")
    @Mapping(target = "liesAt", source = "office")
    public abstract Delivery delivery(Deliveries.Delivery d, @Context boolean clerks);

    protected abstract Delivery.Step step(Deliveries.Step s);

    @Mapping(target = "by", qualifiedByName = "clerk")
    protected abstract Delivery.Proof proof(Deliveries.Proof p, @Context boolean clerks);

    /** Citizens do not see which clerk handed a certificate over. */
    @Named("clerk")
    protected static @Nullable String clerk(String login, @Context boolean clerks) {
        return clerks ? login : null;
    }

    protected static String state(Deliveries.State state) {
        return state.code();
    }

    public abstract DeliveryList list(Page<Deliveries.Row> page);

    @Mapping(target = "since", source = "changed")
    protected abstract DeliveryList.Line line(Deliveries.Row r);
}
