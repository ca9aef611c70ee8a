package city.pishkhan.platform.hibernate.internal;

import city.pishkhan.platform.hibernate.JpaFactory;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.jpa.boot.spi.Bootstrap;
import org.hibernate.jpa.boot.spi.PersistenceConfigurationDescriptor;
import org.osgi.service.component.annotations.Component;

/**
 * Uses this bundle's class loader for Hibernate itself, and the class loaders of the entities' bundles for the model.
 */
@Component(service = JpaFactory.class)
public final class JpaFactoryImpl implements JpaFactory {

    @Override
    public EntityManagerFactory create(
            String unit, DataSource dataSource, List<Class<?>> entities, Map<String, ?> properties) {
        if (entities.isEmpty()) {
            throw new IllegalArgumentException("persistence unit " + unit + " has no entities");
        }
        ClassLoader own = JpaFactoryImpl.class.getClassLoader();
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        entities.forEach(entity -> loaders.add(entity.getClassLoader()));
        loaders.add(own);

        PersistenceConfiguration configuration = new PersistenceConfiguration(unit)
                .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                .sharedCacheMode(SharedCacheMode.NONE)
                .validationMode(ValidationMode.NONE);
        entities.forEach(configuration::managedClass);
        properties.forEach(configuration::property);
        configuration.property(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);

        // Hibernate loads its own classes with the class loader of the calling thread, so this bundle's loader is set
        // there
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(own);
        try {
            // the provider's own entry point accepts no class loaders together with a configuration
            return Bootstrap.getEntityManagerFactoryBuilder(
                            new PersistenceConfigurationDescriptor(configuration),
                            Map.of(AvailableSettings.CLASSLOADERS, loaders))
                    .build();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
