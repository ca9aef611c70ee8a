package city.pishkhan.planning.internal;

import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PlanOrder;
import city.pishkhan.spi.PlanningSystem;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The built-in planning registry in the hub's database. The revision of a record is the number of its changes. Until
 * the registry has been imported, an unknown code is reported as unavailable, not as unknown.
 */
@Component(service = PlanningSystem.class, property = "planning=registry")
public final class RegistryPlanningSystem implements PlanningSystem {
    private final Tx tx;

    @Activate
    public RegistryPlanningSystem(@Reference Tx tx, @Reference Schemas schemas) {
        this.tx = tx;
        schemas.migrate(RegistryPlanningSystem.class, "planning");
    }

    @Override
    public Optional<PlanOrder> planOrder(String renovationCode) {
        Optional<PlanOrder> found = canonical(renovationCode)
                .flatMap(code -> tx.single(sql -> sql.createQuery(
                                "select code, district, uses, floors, density, land_area, regional_price, owners, revision"
                                        + " from planning.property where code = :code")
                        .bind("code", code)
                        .map((row, context) -> order(row))
                        .findOne()));
        if (found.isEmpty() && !isComplete()) {
            throw new PartnerUnavailable(
                    "planning: the registry is not imported yet, or an import is running; run pishkhan:planning-import");
        }
        return found;
    }

    /** Returns {@code true} if an unknown code means that there is no such property: the registry is not empty and no node is importing. */
    private boolean isComplete() {
        return !SqlIslandImport.isRunning()
                && tx.single(sql -> sql.createQuery("select exists (select from planning.property)"
                                + " and pg_try_advisory_xact_lock_shared(hashtext('planning.import'))")
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Returns the canonical form; empty if the text is not a renovation code. */
    static Optional<String> canonical(String renovationCode) {
        try {
            return Optional.of(RenovationCode.parse(renovationCode).value());
        } catch (InvalidIdentifier e) {
            return Optional.empty();
        }
    }

    private static PlanOrder order(ResultSet row) throws SQLException {
        return new PlanOrder(
                row.getString("code"),
                row.getInt("district"),
                texts(row.getArray("uses")),
                row.getInt("floors"),
                row.getInt("density"),
                row.getBigDecimal("land_area"),
                row.getLong("regional_price"),
                texts(row.getArray("owners")),
                row.getString("revision"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
