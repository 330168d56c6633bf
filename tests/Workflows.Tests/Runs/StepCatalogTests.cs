using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Runs;

public sealed class StepCatalogTests
{
    [Fact]
    public void A_definition_that_names_an_unregistered_handler_stops_the_start() =>
        Should.Throw<InvalidOperationException>(() => new StepCatalog([new("content.auth", typeof(object))], [ContentWorkflow.V1]))
            .Message.ShouldBe("Definition 'content' v1, step 1: no handler 'content.icp' is registered; add it with AddStepHandler.");

    [Fact]
    public void A_registered_handler_is_found_by_its_name() =>
        new StepCatalog([new StepHandlerDescriptor("any", typeof(string))], []).Get("any").ShouldBe(typeof(string));
}
