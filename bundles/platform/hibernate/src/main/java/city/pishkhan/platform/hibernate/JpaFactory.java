package city.pishkhan.platform.hibernate;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Creates the entity manager factory of one bundle's entities.
 *
 * <p>The bundle of the entities must import {@code org.hibernate.proxy}, {@code org.hibernate.proxy.pojo.bytebuddy},
 * {@code org.hibernate.bytecode.spi}, {@code org.hibernate.bytecode.enhance.spi},
 * {@code org.hibernate.bytecode.enhance.spi.interceptor}, {@code org.hibernate.engine.spi} and
 * {@code org.hibernate.property.access.spi}: the generated proxies are defined in its class loader and refer to these
 * packages.
 */
public interface JpaFactory {

    /**
     * Builds a factory with resource-local transactions, which the caller must close.
     *
     * @param unit name of the persistence unit, for logs and statistics
     * @param dataSource source of connections
     * @param entities all entity, embeddable and converter classes; their bundles must be visible to the caller
     * @param properties Hibernate settings beyond the defaults, e.g. {@code hibernate.default_schema}
     * @throws IllegalArgumentException if no entity is given
     * @throws jakarta.persistence.PersistenceException if the model or a setting is invalid
     */
    EntityManagerFactory create(String unit, DataSource dataSource, List<Class<?>> entities, Map<String, ?> properties);
}
