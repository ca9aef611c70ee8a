package city.pishkhan.contracts;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.ComposedSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MapSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import jakarta.annotation.Nullable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Schemas of the wire records, derived from their types: {@link Nullable} members are optional, all others are required; {@link OneOf} lists
 * the permitted texts. A type without a schema here cannot be published.
 */
final class WireSchemas {
    /** Schema of facts and of the rules' data: text, number, truth value, or a list or record of these. */
    static final String VALUE = "Value";

    static final String SCALAR = "Scalar";

    @SuppressWarnings("rawtypes")
    private final Map<String, Schema> schemas = new TreeMap<>();

    private final Map<String, Class<?>> types = new TreeMap<>();
    private final Deque<Class<?>> waiting = new ArrayDeque<>();

    /**
     * Returns a unique name of the schema, e.g. {@code CaseNeed} for {@code Case.Need}, because nested records may
     * share their simple name.
     */
    static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : outer.getSimpleName() + type.getSimpleName();
    }

    /** All records contained in the given ones. */
    static Map<String, Class<?>> closure(Set<Class<?>> roots) {
        WireSchemas all = new WireSchemas();
        roots.forEach(all::reference);
        all.buildSchemas();
        return all.types;
    }

    /**
     * Schemas of these records and of everything that they contain, by name.
     *
     * @param requests records that callers send; records that only requests contain permit no other members, while answers may grow
     */
    @SuppressWarnings("rawtypes")
    static Map<String, Schema> of(Set<Class<?>> requests, Set<Class<?>> answers) {
        WireSchemas all = new WireSchemas();
        requests.forEach(all::reference);
        answers.forEach(all::reference);
        all.buildSchemas();
        Set<String> closed = new TreeSet<>(closure(requests).keySet());
        closed.removeAll(closure(answers).keySet());
        closed.forEach(name -> all.schemas.get(name).setAdditionalProperties(Boolean.FALSE));
        return all.schemas;
    }

    private void buildSchemas() {
        while (!waiting.isEmpty()) {
            Class<?> type = waiting.remove();
            schemas.put(name(type), record(type));
        }
    }

    private Schema<?> record(Class<?> type) {
        Schema<?> schema = new ObjectSchema();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            schema.addProperty(component.getName(), member(type, component));
            if (isRequired(component)) {
                required.add(component.getName());
            }
        }
        // an empty list is not allowed
        schema.setRequired(required.isEmpty() ? null : required);
        return schema;
    }

    static boolean isRequired(RecordComponent component) {
        return !component.isAnnotationPresent(Nullable.class);
    }

    private Schema<?> member(Class<?> type, RecordComponent component) {
        if (component.getAccessor().isAnnotationPresent(JsonRawValue.class)) {
            return map(value());
        }
        OneOf words = component.getAnnotation(OneOf.class);
        if (words != null) {
            if (component.getType() != String.class) {
                throw new IllegalStateException(type.getName() + "." + component.getName() + " is no text");
            }
            StringSchema schema = new StringSchema();
            schema.setEnum(List.of(words.value()));
            return schema;
        }
        return of(component.getGenericType());
    }

    private Schema<?> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ArraySchema().items(of(arguments[0]));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return map(of(arguments[1]));
            }
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            return reference(plain);
        } else if (type instanceof Class<?> plain) {
            return plain(plain);
        }
        throw new IllegalStateException("no schema for " + type);
    }

    private Schema<?> plain(Class<?> type) {
        if (type == String.class) {
            return new StringSchema();
        } else if (type == java.util.UUID.class) {
            return new StringSchema().format("uuid");
        } else if (type == Instant.class) {
            return new StringSchema().format("date-time");
        } else if (type == LocalDate.class) {
            return new StringSchema().format("date");
        } else if (type == URI.class) {
            return new StringSchema().format("uri");
        } else if (type == int.class || type == Integer.class) {
            return new IntegerSchema();
        } else if (type == long.class || type == Long.class) {
            return new IntegerSchema().format("int64");
        } else if (type == double.class || type == Double.class) {
            return new NumberSchema().format("double");
        } else if (type == java.math.BigDecimal.class) {
            return new NumberSchema();
        } else if (type == boolean.class || type == Boolean.class) {
            return new BooleanSchema();
        } else if (type == Object.class) {
            return value();
        }
        throw new IllegalStateException("no schema for " + type);
    }

    private static Schema<?> map(Schema<?> value) {
        return new MapSchema().additionalProperties(value);
    }

    private Schema<?> reference(Class<?> type) {
        Class<?> other = types.put(name(type), type);
        if (other == null) {
            waiting.add(type);
        } else if (other != type) {
            throw new IllegalStateException(type + " and " + other + " have one name");
        }
        return new Schema<>().$ref(name(type));
    }

    private Schema<?> value() {
        schemas.computeIfAbsent(SCALAR, name -> either(new StringSchema(), new NumberSchema(), new BooleanSchema())
                .description("Text, a number or a truth value."));
        schemas.computeIfAbsent(VALUE, name -> either(
                        new Schema<>().$ref(SCALAR), new ArraySchema().items(scalarOrRecord()), map(scalarOrRecord()))
                .description(
                        "A value of the published vocabulary or of the rules' data: a single value, a list of values"
                                + " or small records, or a map of these."));
        return new Schema<>().$ref(VALUE);
    }

    private static Schema<?> scalarOrRecord() {
        return either(new Schema<>().$ref(SCALAR), map(new Schema<>().$ref(SCALAR)));
    }

    private static Schema<?> either(Schema<?>... schemas) {
        ComposedSchema either = new ComposedSchema();
        for (Schema<?> schema : schemas) {
            either.addAnyOfItem(schema);
        }
        return either;
    }
}
