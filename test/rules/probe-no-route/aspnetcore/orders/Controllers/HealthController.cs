using Microsoft.AspNetCore.Mvc;

namespace Orders.Controllers;

[ApiController]
[Route("[controller]")]
public class HealthController : ControllerBase
{
    [HttpGet("live")]
    public IActionResult Live() => Ok();
}
