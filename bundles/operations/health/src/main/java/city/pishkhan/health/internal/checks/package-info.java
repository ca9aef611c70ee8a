/** Health checks of this node, and the monitor that runs them. Begin with {@link HealthMonitor}. */
package city.pishkhan.health.internal.checks;
