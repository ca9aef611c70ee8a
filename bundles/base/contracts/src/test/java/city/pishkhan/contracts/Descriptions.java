package city.pishkhan.contracts;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Descriptions of the contracts' records and their components, read from the doc comments for the published documents. */
final class Descriptions {
    private static final Path SOURCES = Path.of("src/main/java/city/pishkhan/contracts");

    /** @param fields text by component */
    private record RecordDescription(String record, Map<String, String> fields) {}

    private final Map<String, RecordDescription> byRecord = new HashMap<>();

    /**
     * @param contract an interface; records of its door take precedence over records of the same name in other
     *     packages
     */
    Descriptions(Class<?> contract) {
        Path own = SOURCES.resolve(
                contract.getPackageName().substring(contract.getPackageName().lastIndexOf('.') + 1));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(Stream.concat(
                                    sources(SOURCES, 1),
                                    Stream.of(SOURCES.resolve("office"), SOURCES.resolve("visitor"), own)
                                            .distinct()
                                            .flatMap(door -> sources(door, Integer.MAX_VALUE)))
                            .toList()));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Records(docs).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> sources(Path folder, int depth) {
        try (Stream<Path> all = Files.walk(folder, depth)) {
            return all.filter(f -> f.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the descriptions to the document. A reference is wrapped in {@code allOf}, because readers ignore siblings of a reference. */
    void describe(OpenAPI document) {
        document.getComponents().getSchemas().forEach((name, schema) -> {
            RecordDescription said = byRecord.get(name);
            if (said != null) {
                schema.setDescription(said.record());
                properties(schema).forEach((field, property) -> {
                    String text = said.fields().get(field);
                    if (text != null && property.get$ref() != null) {
                        Schema<?> whole = new Schema<>();
                        whole.addAllOfItem(new Schema<>().$ref(property.get$ref()));
                        schema.addProperty(field, whole.description(text));
                    } else {
                        property.setDescription(text);
                    }
                });
            }
        });
    }

    /** Copies the properties, so that the caller can replace them during an iteration. */
    @SuppressWarnings("rawtypes")
    static Map<String, Schema> properties(Schema<?> schema) {
        return schema.getProperties() == null ? Map.of() : new HashMap<>(schema.getProperties());
    }

    private final class Records extends TreePathScanner<Void, Void> {
        private final DocTrees docs;

        Records(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
            if (type.getKind() == Tree.Kind.RECORD && comment != null) {
                Map<String, String> fields = comment.getBlockTags().stream()
                        .filter(t -> t instanceof ParamTree)
                        .map(t -> (ParamTree) t)
                        .collect(Collectors.toMap(p -> p.getName().toString(), p -> text(p.getDescription())));
                byRecord.put(name(getCurrentPath(), type), new RecordDescription(text(comment.getFullBody()), fields));
            }
            return super.visitClass(type, nothing);
        }

        /** Name of the schema in the document: {@code Case.Need} is {@code CaseNeed}. */
        private String name(TreePath path, ClassTree type) {
            boolean nested = path.getParentPath().getLeaf() instanceof ClassTree;
            String outer = nested
                    ? ((ClassTree) path.getParentPath().getLeaf())
                            .getSimpleName()
                            .toString()
                    : "";
            return outer + type.getSimpleName();
        }

        private static String text(List<? extends DocTree> parts) {
            return parts.stream()
                    .map(Records::text)
                    .collect(Collectors.joining())
                    .replaceAll("\\s+", " ")
                    .strip();
        }

        private static String text(DocTree part) {
            if (part instanceof LiteralTree code) {
                return "`" + code.getBody() + "`";
            }
            return part instanceof ValueTree constant
                    ? value(constant.getReference().getSignature())
                    : part.toString();
        }

        /** Returns the value of a constant, {@code city.pishkhan.contracts.Limits#DISTRICTS}. */
        private static String value(String constant) {
            String[] parts = constant.split("#");
            try {
                return String.valueOf(Class.forName(parts[0]).getField(parts[1]).get(null));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(constant + " is not a public constant", e);
            }
        }
    }
}
