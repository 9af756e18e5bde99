using System.Xml.Linq;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Operations;

/// <summary>Who is logged in, and what they may do.</summary>
internal sealed class SessionOperations(Inventory inventory, SessionStore sessions)
{
    public IEnumerable<(string, Operation)> All =>
    [
        ("RetrieveServiceContent", Operations.Now(_ => Content())),
        ("CurrentTime", Operations.Now(CurrentTime)),
        ("Login", Operations.Now(Login)),
        ("Logout", Operations.Now(call => sessions.End(call.Login))),
        ("SessionIsActive", Operations.Now(call => Vim.New("returnval", sessions.IsActive(call["sessionID"]!.Value)))),
        ("HasPrivilegeOnEntities", Operations.Now(HasPrivileges)),
    ];

    private XElement Login(Call call)
    {
        var session = sessions.Begin(call["userName"]!.Value, call["password"]!.Value);
        return Vim.New(
            "returnval",
            Vim.New("key", session.Key),
            Vim.New("userName", session.User),
            Vim.New("fullName", session.User),
            Vim.New("loginTime", "2026-01-01T00:00:00Z"),
            Vim.New("lastActiveTime", "2026-01-01T00:00:00Z"),
            Vim.New("locale", "en"),
            Vim.New("messageLocale", "en"));
    }

    private static XElement CurrentTime(Call call)
    {
        _ = call.Login;
        return Vim.New("returnval", TimeProvider.System.GetUtcNow());
    }

    private IEnumerable<XElement> HasPrivileges(Call call)
    {
        if (call["sessionId"]?.Value != call.Login.Key)
        {
            throw SimFault.Argument("sessionId");
        }

        return call.Body.All("entity").Select(entity => Vim.New(
            "returnval",
            [
                Vim.Ref("entity", entity.ToRef()),
                .. call.Body.All("privId").Select(privilege => Vim.New(
                    "privAvailability", Vim.New("privId", privilege.Value), Vim.New("isGranted", !inventory.DeniedPrivileges.Contains(privilege.Value)))),
            ])).ToList();
    }

    private XElement Content() => Vim.New(
        "returnval",
        Vim.Ref("rootFolder", inventory.Root.Ref),
        Vim.Ref("propertyCollector", ("PropertyCollector", "propertyCollector")),
        Vim.Ref("viewManager", ("ViewManager", "ViewManager")),
        Vim.New(
            "about",
            Vim.New("name", "VMware vCenter Server"),
            Vim.New("fullName", $"VMware vCenter Server {inventory.Profile.Release} build-1 (simulated)"),
            Vim.New("vendor", "VMware, Inc."),
            Vim.New("version", inventory.Profile.Release),
            Vim.New("build", "1"),
            Vim.New("osType", "linux-x64"),
            Vim.New("productLineId", "vpx"),
            Vim.New("apiType", sessions.ApiType),
            Vim.New("apiVersion", inventory.Profile.Versions[0]),
            Vim.New("instanceUuid", sessions.InstanceUuid)),
        Vim.Ref("sessionManager", ("SessionManager", "SessionManager")),
        Vim.Ref("authorizationManager", ("AuthorizationManager", "AuthorizationManager")),
        Vim.Ref("searchIndex", ("SearchIndex", "SearchIndex")),
        Vim.Ref("dvSwitchManager", ("DistributedVirtualSwitchManager", "DVSManager")));
}
