package city.pishkhan.doors.mapping;

import java.util.List;
import java.util.Map;
import org.mapstruct.MapperConfig;
import org.mapstruct.ReportingPolicy;
import org.mapstruct.control.MappingControl;

/**
 * Settings of the mappers to the wire form, which MapStruct generates at compile time. The build fails if a member of a wire record has no
 * source. A value of another type is converted only by a method that the mapper declares, so that no member is disclosed by accident.
 */
@MapperConfig(
        unmappedTargetPolicy = ReportingPolicy.ERROR,
        mappingControl = WireMapping.Declared.class,
        disableSubMappingMethodsGeneration = true,
        uses = WireMapping.Unchanged.class)
public interface WireMapping {

    /** Permits assignments and declared methods, but no implicit conversions, for example of an enum constant to its name. */
    @MappingControl(MappingControl.Use.DIRECT)
    @MappingControl(MappingControl.Use.MAPPING_METHOD)
    @interface Declared {}

    /** Methods that pass collections on unchanged, because MapStruct would otherwise copy the collections. */
    final class Unchanged {
        private Unchanged() {}

        public static List<String> texts(List<String> texts) {
            return texts;
        }

        public static Map<String, Object> values(Map<String, Object> values) {
            return values;
        }

        public static Map<String, String> fields(Map<String, String> fields) {
            return fields;
        }
    }
}
