package city.pishkhan.persistence.internal;

import city.pishkhan.persistence.EntityManagers;
import city.pishkhan.platform.hibernate.JpaFactory;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implements {@link EntityManagers} with Hibernate on the transaction's connection. */
@Component(service = EntityManagers.class)
public final class HibernateUnits implements EntityManagers {
    private final JdbiTx tx;
    private final JpaFactory jpa;
    private final DataSource dataSource;

    @Activate
    public HibernateUnits(
            @Reference JdbiTx tx,
            @Reference JpaFactory jpa,
            @Reference(target = "(osgi.jndi.service.name=hub)") DataSource dataSource) {
        this.tx = tx;
        this.jpa = jpa;
        this.dataSource = dataSource;
    }

    @Override
    public Unit open(Class<?> owner, String schema, Class<?>... entities) {
        EntityManagerFactory factory = jpa.create(
                schema,
                dataSource,
                List.of(entities),
                Map.of(
                        "hibernate.default_schema", schema,
                        "hibernate.jdbc.batch_size", "50",
                        "hibernate.order_inserts", "true",
                        "hibernate.jdbc.time_zone", "UTC",
                        "hibernate.query.plan_cache_max_size", "256",
                        // autocommit is already off on the transaction's connection, so Hibernate need not check it
                        "hibernate.connection.provider_disables_autocommit", "true"));
        return new HibernateUnit(factory);
    }

    private final class HibernateUnit implements Unit {
        private final EntityManagerFactory factory;

        private HibernateUnit(EntityManagerFactory factory) {
            this.factory = factory;
        }

        @Override
        public EntityManager em() {
            return tx.unit().manager(this, this::session);
        }

        private EntityManager session(Handle sql) {
            Session session = factory.unwrap(SessionFactory.class)
                    .withOptions()
                    .connection(
                            SharedConnection.of(sql.getConnection(), tx.unit().writes()))
                    .openSession();
            session.beginTransaction();
            return session;
        }

        @Override
        public void close() {
            factory.close();
        }
    }
}
