package dev.banyan.server;

import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of pages, in a process of their own; see {@link AllElseSuite}. */
@Suite
@SelectPackages("dev.banyan.server.web")
@ExcludeTags("apart")
class AllPagesSuite {}
