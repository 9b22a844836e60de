-- Drives `prr lsp` from Neovim without plugins. Prints one line of JSON; the test compares it.
-- Environment: PRR_NODE, PRR_SCRIPT, PRR_FOLDER, PRR_FILE.
local folder = vim.env.PRR_FOLDER
local answer = { messages = {} }

-- What the client complains about is shown to a user, and must not be there.
vim.notify = function(message) table.insert(answer.messages, message) end

local id = vim.lsp.start_client({
  name = 'prr',
  cmd = { vim.env.PRR_NODE, vim.env.PRR_SCRIPT, 'lsp' },
  root_dir = folder,
})

local function count_of(bufnr) return #vim.diagnostic.get(bufnr) end
local function wait(what, condition)
  if not vim.wait(15000, condition, 20) then
    answer.timeout = what
    print(vim.json.encode(answer))
    vim.cmd('cquit 1')
  end
end

vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/' .. vim.env.PRR_FILE))
local buffer = vim.api.nvim_get_current_buf()
vim.lsp.buf_attach_client(buffer, id)
wait('diagnostics of the open file', function() return count_of(buffer) > 0 end)
wait('diagnostics of a file that is not open', function() return #vim.diagnostic.get() > count_of(buffer) end)

local function codes(bufnr)
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(bufnr)) do
    local lsp = (each.user_data or {}).lsp or {}
    table.insert(found, each.code or lsp.code)
  end
  table.sort(found)
  return found
end
answer.open = codes(buffer)
answer.all = codes(nil)

local function request(method, params)
  local replies = vim.lsp.buf_request_sync(buffer, method, params, 10000)
  return ((replies or {})[id] or {}).result
end
local at = vim.diagnostic.get(buffer)[1]
local position = { line = at.lnum, character = at.col }
local document = { uri = vim.uri_from_bufnr(buffer) }
local hover = request('textDocument/hover', { textDocument = document, position = position })
answer.hover = hover.contents.kind

-- The first action is the fix; applied by Neovim itself, it ends the finding.
local actions = request('textDocument/codeAction', {
  textDocument = document,
  range = { start = position, ['end'] = position },
  context = { diagnostics = {} },
})
answer.titles = vim.tbl_map(function(action) return action.title end, actions)
vim.lsp.util.apply_workspace_edit(actions[1].edit, vim.lsp.get_client_by_id(id).offset_encoding)
wait('the end of the finding', function() return not vim.tbl_contains(codes(buffer), at.code or at.user_data.lsp.code) end)
answer.text = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)

vim.lsp.stop_client(id)
print(vim.json.encode(answer))
vim.cmd('qall!')
