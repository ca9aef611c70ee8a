package city.pishkhan.routes.office.internal;

import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.contracts.office.forms.ServiceForm.Field;
import city.pishkhan.contracts.office.forms.ServiceForm.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON Schema of the body that opens a case, derived from the fields of a form. */
final class FormSchema {
    private static final String PROPERTIES = "properties";
    private static final String LIST = "[]";
    private static final Map<String, String> TYPES =
            Map.of("text", "string", "choice", "string", "integer", "integer", "decimal", "number", "flag", "boolean");

    private final Procedure procedure;
    private final List<Field> fields;

    FormSchema(Procedure procedure, List<Field> fields) {
        this.procedure = procedure;
        this.fields = fields;
    }

    Map<String, Object> schema() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.putAll(object());
        put(root, "service", Map.of("const", procedure.service()), true);
        fields.forEach(field -> insert(root, field.path(), field));
        return root;
    }

    private static Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put(PROPERTIES, new LinkedHashMap<>());
        object.put("required", new ArrayList<>());
        object.put("additionalProperties", false);
        return object;
    }

    private static void insert(Map<String, Object> parent, String path, Field field) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            put(parent, path, leaf(field), field.required());
            return;
        }
        String step = path.substring(0, dot);
        String name = step.endsWith(LIST) ? step.substring(0, step.length() - LIST.length()) : step;
        Map<String, Object> existing = member(parent, name);
        if (existing == null) {
            existing = step.endsWith(LIST) ? list(name) : object();
            put(parent, name, existing, true);
        }
        insert(step.endsWith(LIST) ? cast(existing.get("items")) : existing, path.substring(dot + 1), field);
    }

    private static Map<String, Object> list(String name) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", "array");
        list.put("minItems", 1);
        list.put("maxItems", name.equals("applicants") ? Cases.OpenCase.MAX_APPLICANTS : Cases.Request.MAX_PARTS);
        list.put("items", object());
        return list;
    }

    private static Map<String, Object> leaf(Field field) {
        Map<String, Object> leaf = new LinkedHashMap<>();
        leaf.put("type", TYPES.get(field.type()));
        leaf.put("title", field.titleEn());
        if (!field.choices().isEmpty()) {
            leaf.put("enum", field.choices().stream().map(Word::code).toList());
        }
        if (field.minimum() != null) {
            leaf.put("minimum", field.minimum());
        }
        if (field.maximum() != null) {
            leaf.put("maximum", field.maximum());
        }
        if (field.longest() != null) {
            leaf.put("maxLength", field.longest());
        }
        if (field.check() != null) {
            leaf.put("format", field.check());
        }
        return leaf;
    }

    private static void put(Map<String, Object> object, String name, Object schema, boolean required) {
        cast(object.get(PROPERTIES)).put(name, schema);
        if (required) {
            required(object).add(name);
        }
    }

    private static @Nullable Map<String, Object> member(Map<String, Object> object, String name) {
        Object member = cast(object.get(PROPERTIES)).get(name);
        return member == null ? null : cast(member);
    }

    @SuppressWarnings("unchecked")
    private static List<String> required(Map<String, Object> object) {
        return (List<String>) Objects.requireNonNull(object.get("required"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(@Nullable Object map) {
        return (Map<String, Object>) Objects.requireNonNull(map);
    }
}
