package city.pishkhan.gate.internal.contexts;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.util.URISupport;

/**
 * Rules for the address and options of an endpoint of a route file. No option may refer to a bean or class, or replace
 * a parser or client. No option may read a file or resource outside the folder of the route files.
 */
public final class EndpointRules {
    /** Options that load a class, replace a part of a component or use local files. */
    private static final Set<String> FORBIDDEN = Set.of(
            "transformerfactoryclass",
            "transformerfactory",
            "transformerfactoryconfigurationstrategy",
            "uriresolver",
            "entityresolver",
            "errorlistener",
            "resulthandlerfactory",
            "xsltmessagelogger",
            "allowtemplatefromheader",
            "output",
            "schemafactory",
            "resourceresolver",
            "resourceresolverfactory",
            "performinvocation",
            "resourceclass",
            "resourceclasses",
            "servicebeans",
            "modelref",
            "providers",
            "features",
            "cxfconfigurer",
            "cxfrsconfigurer",
            "bus",
            "headerfilterstrategy",
            "sslcontextparameters",
            "clientconnectionmanager",
            "httpclientconfigurer",
            "localworkdirectory",
            "exceptionhandler",
            "pollstrategy",
            "scheduledexecutorservice",
            "exchangeformatter",
            "processstrategy",
            "filter",
            "sorter",
            "idempotentrepository",
            "inprogressrepository");

    private static final Pattern REFERENCE =
            Pattern.compile("(?is)\\s*(#|resource:|file:|classpath:|ref:|bean:|language:|jar:|bundle:).*");
    private static final Pattern ENCODED = Pattern.compile("%(\\p{XDigit}{2})");
    /** Matches the relative name of a file in the folder of the route files. */
    static final Pattern LOCAL_NAME = Pattern.compile("[\\w-][\\w.-]*(/[\\w-][\\w.-]*)*+");

    private static final Set<String> RESOURCE_COMPONENTS = Set.of("xslt", "validator");

    private EndpointRules() {}

    /** Returns the scheme of an address. */
    public static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return colon < 0 ? uri.replaceAll("(?s)[?].*", "") : uri.substring(0, colon);
    }

    /** Returns the rule that an address breaks, apart from the list of components. The text does not quote the address. */
    public static Optional<String> problem(String uri) {
        String scheme = scheme(uri);
        int question = uri.indexOf('?');
        String address = question < 0 ? uri : uri.substring(0, question);
        String path = address.substring(Math.min(address.length(), scheme.length() + 1))
                .replaceFirst("^//", "");
        if (RESOURCE_COMPONENTS.contains(scheme) && !LOCAL_NAME.matcher(path).matches()) {
            return Optional.of(
                    "component '" + scheme + "' may use only files in the folder of the route files, by relative name");
        }
        if (scheme.startsWith("cxf") && REFERENCE.matcher(path).matches()) {
            return Optional.of("component '" + scheme + "' may not use beans");
        }
        if (question < 0) {
            return Optional.empty();
        }
        try {
            return URISupport.parseQuery(uri.substring(question + 1), false, true).entrySet().stream()
                    .map(EndpointRules::problem)
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (Exception e) {
            return Optional.of("the options of an endpoint cannot be read");
        }
    }

    private static Optional<String> problem(Map.Entry<String, Object> option) {
        String name = decode(option.getKey());
        if (FORBIDDEN.contains(name.toLowerCase(Locale.ROOT).replace("-", ""))) {
            return Optional.of("option '" + name + "' of an endpoint is not allowed");
        }
        if (option.getValue() instanceof Iterable<?> values) {
            for (Object value : values) {
                Optional<String> problem = problem(name, String.valueOf(value));
                if (problem.isPresent()) {
                    return problem;
                }
            }
            return Optional.empty();
        }
        return problem(name, String.valueOf(option.getValue()));
    }

    private static Optional<String> problem(String name, String written) {
        String value = decode(written).replaceFirst("(?s)^\\s*RAW[({]", "");
        if (REFERENCE.matcher(value).matches()) {
            return Optional.of("option '" + name + "' may not refer to a bean, class, file or resource");
        }
        if (name.equalsIgnoreCase("wsdlURL") && !LOCAL_NAME.matcher(value).matches()) {
            return Optional.of("option 'wsdlURL' must be a relative name");
        }
        return Optional.empty();
    }

    /** Decodes percent signs that start a valid code, so that an encoded reference is recognized. */
    private static String decode(String text) {
        return ENCODED.matcher(text)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
    }
}
