package city.pishkhan.routes.console.internal;

import city.pishkhan.api.Refusal;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;

/**
 * Redirects browsers from {@code /} to the citizens' page, which links to the console; other clients receive 404. It is a filter behind the
 * gate, because the door servlet also matches the root.
 */
@Component(
        service = Filter.class,
        property = {
            "osgi.http.whiteboard.filter.name=root",
            // the server represents the root by an empty path
            "osgi.http.whiteboard.filter.regex=/?",
            "service.ranking:Integer=0"
        })
public final class RootFilter implements Filter {

    @Override
    public void doFilter(ServletRequest asked, ServletResponse answer, FilterChain chain) {
        HttpServletRequest request = (HttpServletRequest) asked;
        HttpServletResponse response = (HttpServletResponse) answer;
        if (ConsoleServlet.rejectUnguarded(request, response)) {
            return;
        }
        String accept = request.getHeader("Accept");
        if (accept == null || !accept.contains("text/html")) {
            throw Refusal.notFound("console");
        }
        response.setHeader("Vary", "Accept");
        ConsoleServlet.redirect("my", HttpServletResponse.SC_FOUND, response);
    }
}
