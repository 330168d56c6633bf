using IntentEngine.Hosting.OpenApi;
using IntentEngine.Lineage.OpenLineage.Columns;
using IntentEngine.Lineage.OpenLineage.Details;
using IntentEngine.Lineage.OpenLineage.Graph;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Lineage.OpenLineage.Listing;
using IntentEngine.Lineage.OpenLineage.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Lineage.OpenLineage;

/// <summary>The routes of OpenLineage clients and of Marquez, under <c>/api/v1</c> as both have them.</summary>
internal static class OpenLineageRoutes
{
    public static void MapOpenLineage(this IEndpointRouteBuilder lineage)
    {
        var api = lineage.MapGroup("/api/v1");
        var limit = new RequestSizeLimitAttribute(((IEndpointRouteBuilder)api).ServiceProvider.GetRequiredService<OpenLineageSettings>().MaximumBytes);
        api.MapPost("/lineage", EventResource.Handle).WithName("OpenLineageEvent").WithSummary("Take one OpenLineage event: of a run, a job or a dataset")
            .WithMetadata(limit).WithProblems(400, 413, 415, 422).AddOpenApiOperationTransformer(EventDescription.OfOne);
        api.MapPost("/lineage/batch", EventBatch.Handle).WithName("OpenLineageBatch").WithSummary("Take a list of OpenLineage events")
            .WithMetadata(limit).WithProblems(400, 413, 415).AddOpenApiOperationTransformer(EventDescription.OfMany);
        api.MapGet("/lineage", GraphResource.Handle).WithName("OpenLineageGraph").WithSummary("The graph of jobs and datasets around one of them, as Marquez answers").WithProblems(404);
        api.MapGet("/column-lineage", ColumnResource.Handle).WithName("OpenLineageColumns").WithSummary("Which columns were made of which, around a column, a dataset or a job").WithProblems(404);
        api.MapGet("/runlineage/upstream", RunLineageResource.Upstream).WithName("OpenLineageUpstream").WithSummary("Which runs wrote what a run read").WithProblems(404);
        api.MapGet("/runlineage/downstream", RunLineageResource.Downstream).WithName("OpenLineageDownstream").WithSummary("Which runs read what a run wrote").WithProblems(404);
        api.MapGet("/events/lineage", EventList.Handle).WithName("OpenLineageEvents").WithSummary("Run events as they were told");
        api.MapGet("/search", SearchResource.Handle).WithName("OpenLineageSearch").WithSummary("Jobs and datasets of OpenLineage clients by a part of their name");
        api.MapGet("/namespaces", NodeLists.ListNamespaces).WithName("OpenLineageNamespaces").WithSummary("Namespaces of jobs and datasets");
        api.MapGet("/jobs", NodeLists.ListAllJobs).WithName("OpenLineageAllJobs").WithSummary("Jobs of OpenLineage clients, last changed first");
        api.MapGet("/namespaces/{namespace}/jobs", NodeLists.ListJobs).WithName("OpenLineageJobs").WithSummary("Jobs of a namespace, last changed first");
        api.MapGet("/namespaces/{namespace}/jobs/{job}", JobResource.Get).WithName("OpenLineageJob").WithSummary("A job with its newest runs, what they read and wrote, and its facets").WithProblems(404);
        api.MapGet("/namespaces/{namespace}/jobs/{job}/runs", JobResource.ListRuns).WithName("OpenLineageRuns").WithSummary("Runs of a job, the newest first").WithProblems(404);
        api.MapGet("/jobs/runs/{id}", RunResource.Get).WithName("OpenLineageRun").WithSummary("A run").WithProblems(404);
        api.MapGet("/jobs/runs/{id}/facets", RunResource.Facets).WithName("OpenLineageRunFacets").WithSummary("Facets of a run, or of its job as this run told them").WithProblems(404);
        api.MapGet("/namespaces/{namespace}/datasets/{dataset}", DatasetResource.Get).WithName("OpenLineageDataset").WithSummary("A dataset with its columns, what they were made of, and its facets").WithProblems(404);
        api.MapGet("/namespaces/{namespace}/datasets/{dataset}/versions", DatasetResource.ListVersions).WithName("OpenLineageVersions").WithSummary("What runs wrote into a dataset, the newest first").WithProblems(404);
        api.MapGet("/namespaces/{namespace}/datasets", NodeLists.ListDatasets).WithName("OpenLineageDatasets").WithSummary("Datasets of a namespace, last changed first");
    }

    public static void AddOpenLineage(this IServiceCollection services, OpenLineageSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<EventStore>();
        services.AddSingleton<GraphEdges>();
        services.AddSingleton<JobCatalog>();
        services.AddSingleton<DatasetCatalog>();
        services.AddSingleton<GraphNodes>();
        services.AddSingleton<ColumnCatalog>();
        services.AddSingleton<ColumnGraph>();
        services.AddSingleton<RunInputs>();
        services.AddSingleton<RunCatalog>();
        services.AddSingleton<JobRuns>();
        services.AddSingleton<DatasetVersions>();
    }

}
