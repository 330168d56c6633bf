using IntentEngine.Messaging.Database;

namespace IntentEngine.Messaging.Hosts;

/// <summary>The change that tests commit: one row.</summary>
internal static class Effect
{
    public const string Insert = "insert into effects (organization_id, id, worker) values ($1, $2, $3)";

    public static UnitOfWork AddEffect(this UnitOfWork unit, Guid id, string worker = "worker") =>
        unit.Add(Insert, Parameter.Uuid(unit.OrganizationId), Parameter.Uuid(id), Parameter.Text(worker));

    public static UnitOfWork AddFailing(this UnitOfWork unit) => unit.Add("select 1 / 0");
}
