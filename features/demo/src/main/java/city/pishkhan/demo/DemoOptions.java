package city.pishkhan.demo;

import city.pishkhan.testkit.process.Ports;
import city.pishkhan.testkit.waiting.CityException;
import java.util.List;

/**
 * What the command line says.
 *
 * @param help say what there is to say here, and nothing else
 * @param stop stop what an earlier run left, and nothing else
 * @param once stop everything at the end
 */
record DemoOptions(boolean help, boolean stop, boolean once, Ports ports) {

    static final String USAGE =
            """
            usage: bin/demo [--once] [--hub-port 8181] [--partners-port 8190] [--shell-port 8101]
                   bin/demo stop
            Starts the demo city, brings its cases to their ends, and leaves everything running.
              --once   stops everything at the end; the exit status is 0 only if every case ended as expected
              stop     stops what an earlier run left running""";

    /** @throws CityException for whoever typed it */
    static DemoOptions parse(List<String> arguments, Ports usual) {
        boolean help = false;
        boolean stop = false;
        boolean once = false;
        int hub = usual.hub();
        int partners = usual.partners();
        int shell = usual.shell();
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--help" -> help = true;
                case "stop" -> stop = true;
                case "--once" -> once = true;
                case "--hub-port" -> hub = port(arguments, ++i);
                case "--partners-port" -> partners = port(arguments, ++i);
                case "--shell-port" -> shell = port(arguments, ++i);
                default -> throw new CityException("unknown option " + arguments.get(i) + "\n" + USAGE);
            }
        }
        return new DemoOptions(help, stop, once, new Ports(hub, partners, shell));
    }

    private static int port(List<String> arguments, int at) {
        String text = at < arguments.size() ? arguments.get(at) : "";
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw new CityException(arguments.get(at - 1) + " needs a port, 1 to 65535\n" + USAGE);
        }
        return port;
    }
}
