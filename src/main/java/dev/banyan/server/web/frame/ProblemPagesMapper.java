package dev.banyan.server.web.frame;

import dev.banyan.server.problem.Problem;
import dev.banyan.server.problem.ProblemMapper;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** What a page throws becomes a page, or a piece of the open one; everywhere else it stays what {@link ProblemMapper} makes of it. */
class ProblemPagesMapper {
    private static final String PAGES = "dev.banyan.server.web.";

    private final ProblemPages pages;

    ProblemPagesMapper(ProblemPages pages) {
        this.pages = pages;
    }

    @ServerExceptionMapper(priority = Priorities.USER - 1)
    public Response answer(Problem problem, SimpleResourceInfo resource) {
        Class<?> thrower = resource.getResourceClass();
        return thrower != null && thrower.getName().startsWith(PAGES)
                ? pages.answer(problem)
                : ProblemMapper.render(problem);
    }
}
