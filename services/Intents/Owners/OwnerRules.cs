using System.Text.RegularExpressions;
using IntentEngine.Hosting.Failures;
using IntentEngine.Providers.Outbound;

namespace IntentEngine.Intents.Owners;

/// <summary>What an owner may be called, and where it may be told.</summary>
internal sealed partial class OwnerRules(OwnerSettings settings, OwnerSecrets secrets)
{
    /// <summary>Notes the faults of a name.</summary>
    public static void CheckName(string name, Validation faults) =>
        faults.Require(NamePattern().IsMatch(name), "name", "expected a lower-case letter and then at most 62 lower-case letters, digits, '_' or '-'.");

    /// <summary>Notes the faults of a registration.</summary>
    /// <returns>The address of the webhook in canonical form. Null: delivery by queue, or a fault.</returns>
    public Uri? Check(string name, PutOwner.Request body, Validation faults)
    {
        CheckName(name, faults);
        faults.Require(name != "workflows", "name", "expected another name: 'workflows' is the engine's own.");
        if (body.Delivery == OwnerDelivery.Webhook) return CheckWebhook(body, faults);
        faults.Require(body.Url is null, "url", "expected none with delivery by queue.");
        // A prefix of its own, so that nobody's outcomes can be led into a queue of the engine.
        faults.Require(body.Queue is null || QueuePattern().IsMatch(body.Queue), "queue", "expected 'completions-' and then 1 to 100 letters, digits, '.', '_' or '-'.");
        return null;
    }

    private Uri? CheckWebhook(PutOwner.Request body, Validation faults)
    {
        faults.Require(body.Queue is null, "queue", "expected none with delivery by webhook.");
        faults.Require(secrets.CanProtect, "delivery", "webhooks cannot be registered here: the operator has set neither Intents:Owners:SecretKey nor Intents:Owners:SecretKeyFile, by which their secrets are protected.");
        if (!faults.RequireText(body.Url, "url", PublicHttpAddress.MaxLength)) return null;
        if (settings.AllowPrivateWebhooks)
        {
            var isHttp = Uri.TryCreate(body.Url, UriKind.Absolute, out var any) && any.Scheme is "http" or "https" && any.UserInfo.Length == 0;
            return faults.Require(isHttp, "url", "expected an http or https address without a user name.") ? any : null;
        }

        var isPublic = PublicHttpAddress.TryParse(body.Url, out var address, out var problem);
        if (!faults.Require(isPublic, "url", problem ?? "")) return null;
        return faults.Require(address!.Scheme == Uri.UriSchemeHttps, "url", "expected an https address, since the body holds tokens; came http.") ? address : null;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_-]{0,62}\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^completions-[A-Za-z0-9._-]{1,100}\z")]
    private static partial Regex QueuePattern();
}
