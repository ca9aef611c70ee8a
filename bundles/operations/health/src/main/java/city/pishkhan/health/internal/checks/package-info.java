/** Health checks of this node and what runs them. Begin with {@link HealthMonitor}. */
package city.pishkhan.health.internal.checks;
