using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Settings;
using IntentEngine.Intents.Graph.Audit;
using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Creation;
using IntentEngine.Intents.Graph.Edges;
using IntentEngine.Intents.Graph.Editing;
using IntentEngine.Intents.Graph.Export;
using IntentEngine.Intents.Graph.Lifecycle;
using IntentEngine.Intents.Graph.Following;
using IntentEngine.Intents.Graph.Search;
using IntentEngine.Intents.Graph.Subgraphs;
using IntentEngine.Intents.Graph.Traversal;
using IntentEngine.Intents.Graph.Views;
using IntentEngine.Messaging;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Intents.Graph.Api;

/// <summary>The intent graph on one page: what it is made of, what it listens to, which routes it answers (seed 001).</summary>
internal static class GraphService
{
    /// <summary>Queue of the facts that intents of a graph follow.</summary>
    internal const string Queue = "intent-graph";

    /// <summary>Registers the rules and operations; the store is registered apart.</summary>
    public static void AddIntentGraph(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.Require<GraphSettings>("Intents:GraphRules"));
        services.AddSingleton<KeepReply>(provider => (organization, reply) => provider.GetRequiredService<IntentsDatabase>().Begin(organization).Remember(reply).CommitAsync());
        services.AddSingleton<GraphWriter>();
        services.AddSingleton<GraphCreation>();
        services.AddSingleton<GraphEditing>();
        services.AddSingleton<EdgeChanges>();
        services.AddSingleton<ConflictInference>();
        services.AddSingleton<StartGate>();
        services.AddSingleton<StatusChanges>();
        services.AddSingleton<CompletionRule>();
        services.AddSingleton<CompletedArchival>();
        services.AddSingleton<ParentPolicy>();
        services.AddSingleton<GraphWalk>();
        services.AddSingleton<GraphTraversal>();
        services.AddSingleton<SubgoalOrder>();
        services.AddSingleton<GraphScan>();
        services.AddSingleton<GraphQueries>();
        services.AddSingleton<EdgeQueries>();
        services.AddSingleton<RelevanceSearch>();
        services.AddSingleton<GraphCounting>();
        services.AddSingleton<GraphViews>();
        services.AddSingleton<SubgraphCollection>();
        services.AddSingleton<SubgraphRestore>();
        services.AddSingleton<GraphExport>();
        services.AddSingleton<AuditSealing>();
        services.AddSingleton<AuditVerification>();
        services.AddSingleton<AuditEntries>();
        services.AddHostedService<AuditSealer>();
        services.AddMessageEndpoint<IntentsDatabase>(Queue, queue => queue
            .Subscribes<GraphStatusChanged, GraphFollower>()
            .Subscribes<GraphRelationshipModified, GraphFollower>()
            .Subscribes<GraphRelationshipRemoved, GraphFollower>());
    }

    /// <summary>Maps the routes of <c>/api/intent-graph</c>.</summary>
    public static void MapIntentGraph(this IEndpointRouteBuilder graph)
    {
        graph.MapCreateGraphIntents();
        graph.MapReadGraphIntents();
        graph.MapEditGraphIntent();
        graph.MapChangeGraphStatus();
        graph.MapBulkGraphStatus();
        graph.MapGraphEdges();
        graph.MapGraphTraversals();
        graph.MapGraphQuestions();
        graph.MapViewGraph();
        graph.MapExportGraph();
        graph.MapGraphSubgraphs();
        graph.MapGraphAudit();
    }
}
