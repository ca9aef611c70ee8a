package city.pishkhan.platform.hibernate.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.stubs.Stubs;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import javax.tools.ToolProvider;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JpaFactoryImplTest {

    static final Map<String, Object> NO_DATABASE = Map.of(
            AvailableSettings.JAKARTA_HBM2DDL_DB_NAME, "PostgreSQL",
            AvailableSettings.ALLOW_METADATA_ON_BOOT, "false");

    static final DataSource NOWHERE =
            Stubs.intercept(DataSource.class, (proxy, method, args) -> switch (method.getName()) {
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == args[0];
                case "toString" -> "no data source";
                default -> throw new UnsupportedOperationException(method.getName());
            });

    @Test
    void readsEntityOfOtherClassLoader(@TempDir Path bundle) throws Exception {
        try (URLClassLoader loader = compiled(bundle, "Sheet")) {
            Class<?> entity = loader.loadClass("Sheet");
            try (var factory = new JpaFactoryImpl().create("sheets", NOWHERE, List.of(entity), NO_DATABASE)) {
                var types = factory.getMetamodel().getEntities();
                assertEquals(1, types.size());
                assertSame(entity, types.iterator().next().getJavaType());
            }
        }
    }

    @Test
    void restoresContextClassLoader() {
        ClassLoader loader = new URLClassLoader(new URL[0], getClass().getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        try {
            new JpaFactoryImpl()
                    .create("papers", NOWHERE, List.of(Paper.class), NO_DATABASE)
                    .close();
            assertSame(loader, Thread.currentThread().getContextClassLoader());
        } finally {
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
        }
    }

    @Test
    void rejectsEmptyModel() {
        var factory = new JpaFactoryImpl();
        Map<String, Object> none = Map.of();
        assertThrows(IllegalArgumentException.class, () -> factory.create("empty", NOWHERE, List.of(), none));
    }

    private static URLClassLoader compiled(Path folder, String name) throws IOException {
        Path source = Files.writeString(
                folder.resolve(name + ".java"),
                """
                @jakarta.persistence.Entity
                public class %s {
                    @jakarta.persistence.Id
                    private long id;
                }"""
                        .formatted(name));
        String classPath = System.getProperty("java.class.path");
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, source.toString());
        assertEquals(0, result);
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, JpaFactoryImplTest.class.getClassLoader());
    }

    @Entity
    public static class Paper {
        @Id
        private long id;

        public long id() {
            return id;
        }
    }
}
