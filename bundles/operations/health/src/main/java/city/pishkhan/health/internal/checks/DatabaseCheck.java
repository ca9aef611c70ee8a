package city.pishkhan.health.internal.checks;

import city.pishkhan.platform.startup.StartState;
import city.pishkhan.runtime.HealthCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Checks that the database answers. */
@Component
public final class DatabaseCheck implements HealthCheck {

    private static final int SECONDS = 1;

    @Reference(
            target = "(osgi.jndi.service.name=hub)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile DataSource source;

    @Reference(
            target = "(" + StartState.NAME + "=database)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile StartState start;

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Optional<String> problem() {
        DataSource now = source;
        if (now == null) {
            return Optional.of(unavailableReason());
        }
        try (Connection connection = now.getConnection()) {
            return connection.isValid(SECONDS) ? Optional.empty() : Optional.of("the database does not answer");
        } catch (SQLException e) {
            return Optional.of("the database does not answer: no connection (SQLSTATE " + e.getSQLState() + ")");
        }
    }

    private String unavailableReason() {
        StartState now = start;
        return now == null
                ? "no data source yet: PostgreSQL has not answered"
                : now.problem().orElse("no data source yet");
    }
}
