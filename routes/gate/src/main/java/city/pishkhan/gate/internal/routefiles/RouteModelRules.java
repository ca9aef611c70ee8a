package city.pishkhan.gate.internal.routefiles;

import city.pishkhan.gate.internal.contexts.EndpointRules;
import city.pishkhan.gate.internal.contexts.FailureFormatter;
import city.pishkhan.gate.internal.contexts.RouteClassLoaders;
import city.pishkhan.gate.internal.contexts.RouteFileContext;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Expression;
import org.apache.camel.NamedNode;
import org.apache.camel.Predicate;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.PollDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.SimpleExpression;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/**
 * Rules for the routes that Camel reads from a route file, after the placeholders got their values from the file's configuration. Any type of node and any option that no rule
 * permits is refused. The routes are loaded into a context that never starts.
 */
final class RouteModelRules {
    private static final String MODEL = "org.apache.camel.model.";
    /** Parts of permitted steps, which are not steps themselves. */
    private static final Set<String> PARTS = Set.of(
            "RouteDefinition",
            "FromDefinition",
            "WhenDefinition",
            "OtherwiseDefinition",
            "CatchDefinition",
            "FinallyDefinition",
            "OnWhenDefinition",
            "OnFallbackDefinition",
            "Resilience4jConfigurationDefinition",
            "ExpressionSubElementDefinition",
            "PropertyDefinition",
            "dataformat.JsonDataFormat",
            "dataformat.Base64DataFormat",
            "dataformat.GzipDeflaterDataFormat",
            "dataformat.ZipDeflaterDataFormat",
            "dataformat.CsvDataFormat");

    /** Fields of route nodes that Camel sets itself. */
    private static final Set<String> INTERNAL = Set.of(
            "parent",
            "camelContext",
            "blocks",
            "routeConfiguration",
            "prepared",
            "inlined",
            "resource",
            "location",
            "endpointUriToString",
            "interceptStrategies",
            "appliedRouteConfigurationIds",
            "outputsWithoutCatches");

    private static final Set<String> OPTIONS = Set.of((
            // options of all steps
            "id description note disabled "
                    // options of routes and endpoints
                    + "uri routeConfigurationId group nodePrefixId streamCache autoStartup trace logMask messageHistory delayer"
                    + " shutdownRoute shutdownRunningTask variableSend variableReceive pattern copy dynamicUri"
                    + " aggregateOnException cacheSize ignoreInvalidEndpoint allowOptimisedComponents autoStartComponents"
                    + " timeout "
                    // options of other steps
                    + "name key value message loggingLevel logName marker excludePattern excludePatterns statusPropertyName"
                    + " delimiter parallelAggregate parallelProcessing synchronous streaming stopOnException shareUnitOfWork"
                    + " allowNullBody type typeClass mandatory charset exceptions exceptionClasses mode asyncDelayed"
                    + " callerRunsWhenRejected rejectExecution timePeriodMillis fallbackViaNetwork failureRateThreshold"
                    + " permittedNumberOfCallsInHalfOpenState throwExceptionWhenHalfOpenOrOpenState slidingWindowSize"
                    + " slidingWindowType minimumNumberOfCalls writableStackTraceEnabled waitDurationInOpenState"
                    + " automaticTransitionFromOpenToHalfOpenEnabled slowCallRateThreshold slowCallDurationThreshold"
                    + " bulkheadEnabled bulkheadMaxConcurrentCalls bulkheadMaxWaitDuration timeoutEnabled timeoutDuration"
                    + " timeoutCancelRunningFuture recordExceptions ignoreExceptions "
                    // options of expressions
                    + "expression trim resultTypeName resultType source namespaces documentTypeName documentType resultQName"
                    + " logNamespaces threadSafety preCompile suppressExceptions allowSimple allowEasyPredicate writeAsString"
                    + " unpackArray option token endToken inheritNamespaceTagName regex xml includeTokens groupDelimiter"
                    + " skipFirst "
                    // options of data formats
                    + "dataFormatName prettyPrint combineUnicodeSurrogates unmarshalTypeName unmarshalType collectionTypeName"
                    + " collectionType useList include enableFeatures disableFeatures timezone contentTypeHeader"
                    + " dateFormatPattern maxStringLength lineLength lineSeparator urlSafe compressionLevel header quote escape"
                    + " quoteMode recordSeparator skipHeaderRecord ignoreEmptyLines useMaps lazyLoad nullString")
            .split("\\s+"));

    private static final Set<String> TYPES = Set.of(
            "typeClass",
            "type",
            "resultType",
            "resultTypeName",
            "documentType",
            "documentTypeName",
            "unmarshalType",
            "unmarshalTypeName",
            "collectionType",
            "collectionTypeName");

    /** Types to which a value may be converted. A conversion to a file, for example, would let the hub read that file. */
    private static final Pattern CONVERTIBLE = Pattern.compile(
            "(?:java\\.lang\\.)?(?:String|Integer|Long|Boolean|Double|Number|Object)|int|long|boolean|double|byte\\[]|\\[B"
                    + "|java\\.math\\.(?:BigDecimal|BigInteger)|java\\.util\\.(?:Map|List|LinkedHashMap|HashMap|ArrayList)"
                    + "|java\\.io\\.InputStream|org\\.w3c\\.dom\\.(?:Document|Node|NodeList)|city\\.pishkhan\\.(?:spi|contracts)\\.[\\w.$]+");

    private static final Set<String> HEADERS =
            Set.of("camelhttpmethod", "camelhttpquery", "camelhttppath", "camelhttpresponsecode", "camelfilename");

    private static final Pattern REFERENCE =
            Pattern.compile("(?is)\\s*#(class|bean|type|valueAs|property|autowired)\\b.*");
    private static final Pattern CONSTANT_HOST = Pattern.compile("(?s)[a-z0-9]+:(?://)?[^/?$@#]+[/?].*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]{1,200})}}");
    private static final Set<String> DYNAMIC =
            Set.of("enrich", "pollEnrich", "recipientList", "routingSlip", "dynamicRouter");
    private static final Set<String> LISTS = Set.of("recipientList", "routingSlip", "dynamicRouter");

    private final Set<String> components;
    private final Set<String> steps;
    private final Set<String> languages;
    private final Map<String, String> properties;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable PropertiesComponent functions;

    RouteModelRules(Set<String> components, Set<String> steps, Set<String> languages, Map<String, String> properties) {
        this.components = components;
        this.steps = steps;
        this.languages = languages;
        this.properties = properties;
    }

    /**
     * Returns all violations of a file that satisfies {@link RouteFileRules}, each with its line if it is known.
     * @param file name of the file
     */
    List<String> problems(String file, String yaml) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(RouteClassLoaders.platform());
        try (RouteFileContext context = new RouteFileContext()) {
            context.restrict(properties);
            context.disableJMX();
            context.setStartupSummaryLevel(StartupSummaryLevel.Off);
            context.setSourceLocationEnabled(true);
            context.build();
            functions = context.getPropertiesComponent();
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString(file.replace(RouteFileContext.SUFFIX, ".yaml"), yaml));
            for (RouteDefinition route : context.getRouteDefinitions()) {
                checkNode(route, 0);
            }
            if (!context.getRouteTemplateDefinitions().isEmpty()
                    || !context.getRestDefinitions().isEmpty()) {
                problems.add("only routes are allowed");
            }
        } catch (Exception e) {
            problems.add("does not start: " + FailureFormatter.format(e, properties));
        } finally {
            thread.setContextClassLoader(before);
        }
        return List.copyOf(problems);
    }

    private void checkNode(Object node, int before) {
        if (!visited.add(node)) {
            return;
        }
        int line = node instanceof NamedNode named && named.getLineNumber() > 0 ? named.getLineNumber() : before;
        if (!isAllowed(node, line)) {
            return;
        }
        if (node instanceof WireTapDefinition<?> tap && !"false".equals(tap.getDynamicUri())) {
            checkDynamic(resolve(tap.getUri(), line), false, line);
        }
        if (node instanceof ExpressionNode step && DYNAMIC.contains(step.getShortName())) {
            checkDynamic(step.getExpression(), LISTS.contains(step.getShortName()), line);
        }
        if (node instanceof ToDynamicDefinition step && !(node instanceof WireTapDefinition)) {
            String uri = resolve(step.getUri(), line);
            if (uri.contains("+") || uri.contains("language:")) {
                add(line, "an address of 'toD' may not combine languages");
            }
            checkDynamic(uri, false, line);
        }
        if (node instanceof PollDefinition step) {
            checkDynamic(resolve(step.getUri(), line), false, line);
        }
        for (Class<?> type = node.getClass(); type.getName().startsWith(MODEL); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !INTERNAL.contains(field.getName())) {
                    checkField(node, field, line);
                }
            }
        }
    }

    private boolean isAllowed(Object node, int line) {
        String type = node.getClass().getName();
        String name = type.startsWith(MODEL) ? type.substring(MODEL.length()) : type;
        if (node instanceof ExpressionDefinition expression) {
            // a node of the type ExpressionDefinition itself only wraps the definition of a language
            String language = expression.getLanguage();
            boolean isWrapper = name.equals("language.ExpressionDefinition");
            if (!isWrapper && !languages.contains(language)) {
                add(line, "language '" + language + "' is not allowed; only " + sorted(languages));
                return false;
            }
            return true;
        }
        if (PARTS.contains(name)) {
            return true;
        }
        if (node instanceof DataFormatDefinition) {
            add(line, "data format '" + node.getClass().getSimpleName().replace("DataFormat", "") + "' is not allowed");
            return false;
        }
        if (node instanceof ProcessorDefinition<?> step && type.startsWith(MODEL)) {
            if (!steps.contains(step.getShortName())) {
                add(line, "step '" + step.getShortName() + "' is not allowed; only " + sorted(steps));
                return false;
            }
            return true;
        }
        add(line, "'" + node.getClass().getSimpleName() + "' is not allowed in a route file");
        return false;
    }

    private void checkField(Object node, Field field, int line) {
        Object value;
        try {
            field.setAccessible(true);
            value = field.get(node);
        } catch (ReflectiveOperationException | RuntimeException e) {
            add(line, "option '" + field.getName() + "' cannot be checked");
            return;
        }
        checkValue(node, field.getName(), value, line);
    }

    private void checkValue(Object node, String name, Object value, int line) {
        if (value == null || value instanceof Boolean || value instanceof Number || value instanceof Enum<?>) {
            return;
        }
        if (value instanceof Collection<?> list) {
            list.forEach(item -> checkValue(node, name, item, line));
        } else if (value instanceof Object[] list) {
            List.of(list).forEach(item -> checkValue(node, name, item, line));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                checkValue(node, name, key, line);
                checkValue(node, name, item, line);
            });
        } else if (value instanceof String text) {
            checkText(node, name, text, line);
        } else if (value instanceof Class<?> type) {
            if (TYPES.contains(name)) {
                checkType(type.getName(), line);
            }
        } else if (value.getClass().getName().startsWith(MODEL)) {
            checkNode(value, line);
        } else if (!(value instanceof Expression) && !(value instanceof Predicate) || !isExpressionOf(node)) {
            add(line, "option '" + name + "' is not allowed");
        }
    }

    /**
     * Returns {@code true} for expression nodes. Camel stores the compiled form of their checked text in them, which is
     * therefore permitted.
     */
    private static boolean isExpressionOf(Object node) {
        return node instanceof ExpressionDefinition;
    }

    private void checkText(Object node, String name, String written, int line) {
        if (!OPTIONS.contains(name)) {
            add(line, "option '" + name + "' is not allowed");
            return;
        }
        String text = resolve(written, line);
        if (name.equals("uri")) {
            checkEndpoint(text, line);
        }
        if (TYPES.contains(name)) {
            checkType(text, line);
        }
        if (REFERENCE.matcher(text).matches()) {
            add(line, "option '" + name + "' may not refer to a bean or class");
        }
        if (name.equals("expression") && text.strip().toLowerCase(Locale.ROOT).startsWith("resource:")) {
            add(line, "an expression may not be read from a file");
        }
        SimpleRules.problem(text).ifPresent(problem -> add(line, problem));
        checkName(node, name, text, line);
        if (text.contains("http://camel.apache.org/xml/")
                || name.equals("expression")
                        && node.getClass().getSimpleName().equals("XPathExpression")
                        && text.matches("(?s).*(\\bfunction:|\\bdocument\\(|\\bdoc\\(|\\bunparsed-text).*")) {
            add(line, "an XPath expression may not use functions of Camel");
        }
    }

    private void checkName(Object node, String name, String text, int line) {
        String kind = node.getClass().getSimpleName();
        boolean isNamed = name.equals("name") && kind.startsWith("Set");
        if (isNamed && text.contains("${") || isNamed && text.contains("$simple{")) {
            add(line, "the name of a header, property or variable must be constant");
        }
        if (isNamed && !kind.startsWith("SetVariable")) {
            String lower = text.strip().toLowerCase(Locale.ROOT);
            if (lower.startsWith("camel") && !HEADERS.contains(lower) || lower.startsWith("org.apache.")) {
                add(line, "'" + text + "' may not be set, because it can change an endpoint");
            }
        }
        boolean isVariable = isNamed && kind.startsWith("SetVariable")
                || name.equals("variableSend")
                || name.equals("variableReceive");
        if (isVariable && text.contains(":")) {
            add(line, "the name of a variable must not contain ':'");
        }
    }

    private void checkType(String type, int line) {
        if (!CONVERTIBLE.matcher(type).matches()) {
            add(line, "type '" + type + "' is not allowed");
        }
    }

    private void checkEndpoint(String uri, int line) {
        String scheme = EndpointRules.scheme(uri);
        if (!components.contains(scheme)) {
            add(line, "component '" + scheme + "' is not allowed; only " + sorted(components));
        }
        EndpointRules.problem(uri).ifPresent(problem -> add(line, problem));
    }

    private void checkDynamic(ExpressionDefinition written, boolean isList, int line) {
        ExpressionDefinition expression = written;
        while (expression != null && expression.getExpressionType() != null) {
            expression = expression.getExpressionType();
        }
        if (!(expression instanceof ConstantExpression) && !(expression instanceof SimpleExpression)) {
            add(line, "a computed address must be written with 'constant' or 'simple'");
            return;
        }
        checkDynamic(resolve(expression.getExpression(), line), isList, line);
    }

    private void checkDynamic(String uri, boolean isList, int line) {
        if (!uri.contains("${") && !uri.contains("$simple{")) {
            for (String one : isList ? uri.split(",") : new String[] {uri}) {
                checkEndpoint(one.strip(), line);
            }
            return;
        }
        String first = uri.strip().split("\\$(?:simple)?\\{", 2)[0];
        if (isList || !CONSTANT_HOST.matcher(first).matches()) {
            add(line, "a computed address must begin with a constant scheme and host");
            return;
        }
        // each computed part is replaced by x, because x is valid in every part of an address
        checkEndpoint(uri.strip().replaceAll("\\$(?:simple)?\\{[^}]*}", "x"), line);
    }

    /** Resolves the placeholders of a text. Values with further placeholders and placeholders with a function are refused. */
    private String resolve(String text, int line) {
        if (text == null || !text.contains("{{")) {
            return text == null ? "" : text;
        }
        Matcher placeholder = PLACEHOLDER.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (placeholder.find()) {
            String name = placeholder.group(1).strip().replaceFirst("^[?!]", "");
            int colon = name.indexOf(':');
            String key = colon < 0 ? name : name.substring(0, colon);
            PropertiesComponent known = Objects.requireNonNull(functions);
            if (known.hasPropertiesFunction(key) || known.getPropertiesFunction(key) != null) {
                add(line, "'{{" + key + ":...}}' is not allowed");
            }
            String value = Optional.ofNullable(properties.get(key)).orElse(colon < 0 ? "" : name.substring(colon + 1));
            if (value.contains("{{")) {
                add(line, "the value of '" + key + "' must not contain a placeholder");
            }
            placeholder.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        placeholder.appendTail(resolved);
        if (resolved.indexOf("{{") >= 0) {
            add(line, "a placeholder must not contain another one");
        }
        return resolved.toString();
    }

    private void add(int line, String problem) {
        problems.add((line > 0 ? "line " + line + ": " : "") + problem);
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
