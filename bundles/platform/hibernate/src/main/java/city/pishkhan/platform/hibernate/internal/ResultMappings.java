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

/**
 * Which column of a native query's result belongs to which attribute, found once for each statement. Hibernate keeps the plan of such a query, and with
 * it this mapping, but looks for the columns of all its entities anew whenever it is run: a seventh of what the reading of a case costs.
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
        private volatile JdbcValuesMapping resolved;

        private Resolved(String name, boolean dynamic) {
            super(name, dynamic);
        }

        /** Of this class too: the plans are kept by what equals of the same class only, and would be made anew at each run. */
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
            // what is not told by the query comes of the result, or of who asks
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
