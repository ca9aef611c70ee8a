package city.pishkhan.runtime;

import java.util.List;

/** What the hub would say of a route file before it is there. */
public interface RouteFileCheck {

    /** Which rules its text breaks, each with its line; empty if it breaks none. Whether it starts only a start can tell. */
    List<String> problems(byte[] content);
}
