package city.pishkhan.platform.hibernate.internal;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.results.ResultSetMapping;
import org.hibernate.query.results.internal.ResultSetMappingImpl;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.sql.results.jdbc.internal.JdbcValuesMappingProducerProviderStandard;
import org.hibernate.sql.results.jdbc.spi.JdbcValuesMapping;
import org.hibernate.sql.results.jdbc.spi.JdbcValuesMappingProducerProvider;
import org.hibernate.sql.results.jdbc.spi.JdbcValuesMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Caches the mapping from columns to attributes of native queries, once for each statement. Hibernate caches the plan of such
 * a query with this mapping, but resolves the columns of all its entities again in each execution. That is a seventh of the
 * cost of reading a case.
 */
public final class ResultMappings extends JdbcValuesMappingProducerProviderStandard implements ServiceContributor {
    private static final long serialVersionUID = 1L;

    @Override
    public void contribute(StandardServiceRegistryBuilder services) {
        services.addService(JdbcValuesMappingProducerProvider.class, this);
    }

    @Override
    public ResultSetMapping buildResultSetMapping(String name, boolean dynamic, SessionFactoryImplementor factory) {
        return new Resolved(name, dynamic);
    }

    private static final class Resolved extends ResultSetMappingImpl {
        private volatile @Nullable JdbcValuesMapping resolved;

        private Resolved(String name, boolean dynamic) {
            super(name, dynamic);
        }

        /**
         * Returns a cache key of this class. The plan cache compares keys with {@code equals}, which requires equal
         * classes; a key of another class would cause a new plan in each execution.
         */
        @Override
        public ResultSetMapping cacheKeyInstance() {
            Resolved copy = new Resolved(getMappingIdentifier(), isDynamic());
            if (isDynamic()) {
                visitResultBuilders((position, builder) -> copy.addResultBuilder(builder.cacheKeyInstance()));
                visitLegacyFetchBuilders(builder -> copy.addLegacyFetchBuilder(builder.cacheKeyInstance()));
            }
            return copy;
        }

        @Override
        public JdbcValuesMapping resolve(
                JdbcValuesMetadata metadata, LoadQueryInfluencers influencers, SessionFactoryImplementor factory) {
            // mappings that depend on the result or on the session are not cached
            if (getNumberOfResultBuilders() == 0
                    || influencers.hasEnabledFetchProfiles()
                    || influencers.getEffectiveEntityGraph().getSemantic() != null) {
                return super.resolve(metadata, influencers, factory);
            }
            JdbcValuesMapping known = resolved;
            if (known == null) {
                known = super.resolve(metadata, influencers, factory);
                resolved = known;
            }
            return known;
        }
    }
}
