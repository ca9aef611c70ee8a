package city.pishkhan.platform.hibernate.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import city.pishkhan.platform.hibernate.internal.JpaFactoryImplTest.Paper;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.results.ResultSetMapping;
import org.hibernate.query.results.internal.dynamic.DynamicResultBuilderBasicStandard;
import org.hibernate.sql.results.jdbc.spi.JdbcValuesMappingProducerProvider;
import org.hibernate.sql.results.jdbc.spi.JdbcValuesMetadata;
import org.hibernate.type.StandardBasicTypes;
import org.junit.jupiter.api.Test;

class ResultMappingsTest {
    private final AtomicInteger looks = new AtomicInteger();
    private final JdbcValuesMetadata columns = (JdbcValuesMetadata) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {JdbcValuesMetadata.class},
            (proxy, method, args) -> switch (method.getName()) {
                case "resolveColumnPosition" -> looks.incrementAndGet();
                case "getColumnCount" -> 1;
                case "resolveColumnName" -> "name";
                default -> throw new UnsupportedOperationException(method.getName());
            });

    @Test
    void aQuerysColumnsAreLookedForOnce() {
        try (var factory = new JpaFactoryImpl()
                .create("papers", JpaFactoryImplTest.NOWHERE, List.of(Paper.class), JpaFactoryImplTest.NO_DATABASE)) {
            SessionFactoryImplementor hibernate = factory.unwrap(SessionFactoryImplementor.class);
            JdbcValuesMappingProducerProvider provider =
                    hibernate.getServiceRegistry().requireService(JdbcValuesMappingProducerProvider.class);
            assertInstanceOf(ResultMappings.class, provider);

            ResultSetMapping mapping = provider.buildResultSetMapping("name", true, hibernate);
            mapping.addResultBuilder(new DynamicResultBuilderBasicStandard(
                    "name",
                    "name",
                    hibernate.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.STRING)));
            LoadQueryInfluencers nobody = new LoadQueryInfluencers(hibernate);

            assertSame(mapping.resolve(columns, nobody, hibernate), mapping.resolve(columns, nobody, hibernate));
            assertEquals(1, looks.get());
        }
    }
}
