package dev.banyan.server;

import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of pages, and as many others that both processes take as long; see {@link AllElseSuite}. */
@Suite
@SelectPackages({"dev.banyan.server.web", "dev.banyan.server.plan", "dev.banyan.server.convergence"})
@ExcludeTags("apart")
class PagesAndPlansSuite {}
