package city.pishkhan.platform.hibernate.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import city.pishkhan.platform.hibernate.internal.JpaFactoryImplTest.Paper;
import city.pishkhan.stubs.Stubs;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.results.ResultSetMapping;
import org.hibernate.query.results.internal.dynamic.DynamicResultBuilderBasicStandard;
import org.hibernate.query.spi.QueryInterpretationCache;
import org.hibernate.query.spi.SelectQueryPlan;
import org.hibernate.query.sql.spi.SelectInterpretationsKey;
import org.hibernate.sql.results.jdbc.spi.JdbcValuesMappingProducerProvider;
import org.hibernate.sql.results.jdbc.spi.JdbcValuesMetadata;
import org.hibernate.type.StandardBasicTypes;
import org.junit.jupiter.api.Test;

class ResultMappingsTest {
    private final AtomicInteger looks = new AtomicInteger();
    private final JdbcValuesMetadata columns =
            Stubs.intercept(JdbcValuesMetadata.class, (proxy, method, args) -> switch (method.getName()) {
                case "resolveColumnPosition" -> looks.incrementAndGet();
                case "getColumnCount" -> 1;
                case "resolveColumnName" -> "name";
                default -> throw new UnsupportedOperationException(method.getName());
            });

    @Test
    void resolvesColumnsOfQueryOnce() {
        try (var factory = factory()) {
            SessionFactoryImplementor hibernate = factory.unwrap(SessionFactoryImplementor.class);
            ResultSetMapping mapping = mapping(hibernate);
            LoadQueryInfluencers nobody = new LoadQueryInfluencers(hibernate);

            assertSame(mapping.resolve(columns, nobody, hibernate), mapping.resolve(columns, nobody, hibernate));
            assertEquals(1, looks.get());
        }
    }

    @Test
    void createsQueryPlanOnce() {
        try (var factory = factory()) {
            SessionFactoryImplementor hibernate = factory.unwrap(SessionFactoryImplementor.class);
            QueryInterpretationCache plans = hibernate.getQueryEngine().getInterpretationCache();
            AtomicInteger made = new AtomicInteger();

            assertSame(plan(plans, key(mapping(hibernate)), made), plan(plans, key(mapping(hibernate)), made));
            assertEquals(1, made.get());
        }
    }

    private static SelectInterpretationsKey key(ResultSetMapping mapping) {
        return new SelectInterpretationsKey("select name from paper", mapping, Set.of(), 1);
    }

    private static SelectQueryPlan<?> plan(
            QueryInterpretationCache plans, SelectInterpretationsKey key, AtomicInteger made) {
        return plans.resolveSelectQueryPlan(key, k -> {
            made.incrementAndGet();
            return Stubs.empty(SelectQueryPlan.class);
        });
    }

    private static EntityManagerFactory factory() {
        return new JpaFactoryImpl()
                .create("papers", JpaFactoryImplTest.NOWHERE, List.of(Paper.class), JpaFactoryImplTest.NO_DATABASE);
    }

    private static ResultSetMapping mapping(SessionFactoryImplementor hibernate) {
        JdbcValuesMappingProducerProvider provider =
                hibernate.getServiceRegistry().requireService(JdbcValuesMappingProducerProvider.class);
        assertInstanceOf(ResultMappings.class, provider);
        ResultSetMapping mapping = provider.buildResultSetMapping("name", true, hibernate);
        mapping.addResultBuilder(new DynamicResultBuilderBasicStandard(
                "name",
                "name",
                hibernate.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.STRING)));
        return mapping;
    }
}
