/** What the hub says of itself: {@code /health}, {@code /metrics}, and the checks behind them. Begin with {@link HealthServlet}. */
package city.pishkhan.runtime.internal.health;
