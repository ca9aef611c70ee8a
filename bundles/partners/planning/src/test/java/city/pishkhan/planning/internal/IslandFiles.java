package city.pishkhan.planning.internal;

import city.pishkhan.planning.internal.SqlIslandImport.Config;
import city.pishkhan.spi.PlanOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of islands, and the settings of their import. */
final class IslandFiles {
    static final String HEADER = "renovation_code,uses,floors,density,land_area,regional_price,owners";

    private IslandFiles() {}

    static Path file(Path folder, String... rows) {
        try {
            Path file = Files.createTempFile(folder, "island", ".csv");
            return Files.writeString(file, HEADER + "\n" + String.join("\n", rows) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String row(PlanOrder o) {
        return String.join(
                ",",
                List.of(
                        o.renovationCode(),
                        String.join(";", o.uses()),
                        "" + o.floors(),
                        "" + o.density(),
                        o.landArea().toPlainString(),
                        "" + o.regionalPrice(),
                        String.join(";", o.owners())));
    }

    static Config config(String districtFields) {
        return new Config() {
            @Override
            public String uses() {
                return "residential, commercial,office,educational,medical";
            }

            @Override
            public String district_fields() {
                return districtFields;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return Config.class;
            }
        };
    }
}
