package dev.banyan.server;

import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * All tests but those of {@link PagesAndPlansSuite}. Two processes run at the same time, and a server that starts anew for each class would take longer than the
 * tests, so each process gets its classes as one. Tests that are tagged "apart" need no server: whichever process ends first takes them.
 */
@Suite
@SelectPackages("dev.banyan.server")
@ExcludePackages({"dev.banyan.server.web", "dev.banyan.server.plan", "dev.banyan.server.convergence"})
@ExcludeTags("apart")
class AllElseSuite {}
