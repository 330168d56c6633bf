using System.Text;
using System.Text.Json.Nodes;
using Shouldly;

namespace IntentEngine.Lineage.OpenLineage.Wire;

public sealed class ParentLinkTests
{
    private const string DagRun = "scheduled__2022-04-25T00:20:00+00:00";

    [Fact]
    public void Of_an_old_airflow_the_parent_is_the_dag_and_its_id_differs_from_dag_to_dag()
    {
        var told = Read("the_dag.task1", "the_dag.task1", DagRun);

        told.Parent!.Job.ShouldBe(new NodeName("airflow", "the_dag"));
        // uuid3(NAMESPACE_URL, "airflow.the_dag.scheduled__2022-04-25T00:20:00+00:00"), by Python's uuid module.
        told.Parent.RunId.ShouldBe("68e17476-cc83-3b03-8bd6-c06691894503");
        Read("the_dag.task2", "the_dag.task2", DagRun).Parent!.RunId.ShouldBe(told.Parent.RunId);
        Read("the_dag.task1", "the_dag", DagRun).Parent!.RunId.ShouldBe(told.Parent.RunId);
        Read("another.task1", "another.task1", DagRun).Parent!.RunId.ShouldNotBe(told.Parent.RunId);
    }

    [Theory]
    [InlineData("parent")]
    [InlineData("parentRun")]
    public void The_facet_has_an_older_name(string facet)
    {
        var told = Read("the.dag.task", "the.dag", "3f5e83fa-3480-44ff-99c5-ff943904e5e8", facet);

        told.Parent.ShouldBe(new LineageEvent.RunLink("3f5e83fa-3480-44ff-99c5-ff943904e5e8", new NodeName("airflow", "the.dag")));
    }

    [Fact]
    public void A_job_is_not_its_own_parent() => Read("job", "job", "3f5e83fa-3480-44ff-99c5-ff943904e5e8").Parent!.Job.ShouldBeNull();

    [Fact]
    public void Another_id_that_is_no_uuid_stays_the_one_that_the_parents_own_events_get() =>
        Read("child", "parent", "run_id").Parent!.RunId.ShouldBe(RunId.Of("run_id"));

    private static LineageEvent Read(string job, string parent, string parentRun, string facet = "parent")
    {
        var told = JsonNode.Parse(new RunEvent(job, RunEvent.Run(job)) { Namespace = "airflow" })!;
        told["run"]!["facets"] = new JsonObject
        {
            [facet] = new JsonObject { ["run"] = new JsonObject { ["runId"] = parentRun }, ["job"] = new JsonObject { ["namespace"] = "airflow", ["name"] = parent } },
        };
        return EventReader.Read(Encoding.UTF8.GetBytes(told.ToJsonString()));
    }
}
