/** Health and metrics of the hub: {@code /health}, {@code /metrics} and the checks behind them. Begin with {@link HealthServlet}. */
package city.pishkhan.runtime.internal.health;
