package city.pishkhan.platform.hibernate;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Makes the entity manager factory of one bundle's domain model.
 *
 * <p>The bundle of the entities must import {@code org.hibernate.proxy}, {@code org.hibernate.proxy.pojo.bytebuddy},
 * {@code org.hibernate.bytecode.spi}, {@code org.hibernate.bytecode.enhance.spi}, {@code
 * org.hibernate.bytecode.enhance.spi.interceptor}, {@code org.hibernate.engine.spi} and {@code
 * org.hibernate.property.access.spi}: the generated proxies are defined in its class loader and refer to them.
 */
public interface JpaFactory {

    /**
     * Builds a factory with resource-local transactions. It belongs to the caller, who closes it.
     *
     * @param unit       name of the persistence unit, for logs and statistics
     * @param dataSource where connections come from
     * @param entities   every entity, embeddable and converter class; all from bundles that the caller can see
     * @param properties Hibernate settings beyond the defaults, e.g. {@code hibernate.default_schema}
     * @throws IllegalArgumentException if no entity is given
     * @throws jakarta.persistence.PersistenceException if the model or a setting is wrong
     */
    EntityManagerFactory create(String unit, DataSource dataSource, List<Class<?>> entities, Map<String, ?> properties);
}
